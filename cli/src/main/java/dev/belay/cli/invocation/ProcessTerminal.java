package dev.belay.cli.invocation;

import dev.belay.cli.rendering.Screen;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.impl.exec.ExecPty;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.Pty;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.Signals;

/**
 * The terminal of this process; JLine says how large it is, and when that changes.
 *
 * <p>JLine's own terminal is not used: it closes standard output when the process is interrupted, and the last words
 * are lost.
 */
public final class ProcessTerminal implements Screen {
    private static final String RESIZED = "WINCH";
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    private final Pty pty;
    private final PrintWriter out =
            new PrintWriter(new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), charset()));
    private final Object previousHandler;
    private volatile Size size;

    private ProcessTerminal(Pty pty) {
        this.pty = pty;
        this.size = measured();
        this.previousHandler = Signals.register(RESIZED, () -> size = measured());
    }

    /** @param kind what the variable {@code TERM} says */
    static Optional<Screen> open(String kind) {
        if (System.console() == null || kind.equals("dumb")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ProcessTerminal(ExecPty.current(new ExecTerminalProvider(), SystemStream.Output)));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    /** What the locale says; standard output's own charset has no property before JDK 19. */
    public static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
    }

    private Size measured() {
        try {
            return pty.getSize();
        } catch (IOException unknown) {
            return new Size(USUAL_COLUMNS, USUAL_ROWS);
        }
    }

    @Override
    public int columns() {
        return size.getColumns() > 0 ? size.getColumns() : USUAL_COLUMNS;
    }

    @Override
    public int rows() {
        return size.getRows() > 0 ? size.getRows() : USUAL_ROWS;
    }

    @Override
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    @Override
    public void close() {
        Signals.unregister(RESIZED, previousHandler);
    }
}
