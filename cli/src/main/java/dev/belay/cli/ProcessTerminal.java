package dev.belay.cli;

import dev.belay.cli.rendering.Screen;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The terminal of this process; JLine says how large it is, and when that changes. */
final class ProcessTerminal implements Screen {
    private static final int USUAL_COLUMNS = 80;
    private static final int USUAL_ROWS = 24;

    private final Terminal terminal;
    private final PrintWriter out;
    private volatile Size size;

    private ProcessTerminal(Terminal terminal) {
        this.terminal = terminal;
        this.out = new PrintWriter(
                new java.io.OutputStreamWriter(new java.io.FileOutputStream(java.io.FileDescriptor.out), charset()));
        this.size = terminal.getSize();
        terminal.handle(Terminal.Signal.WINCH, signal -> size = terminal.getSize());
    }

    static Optional<Screen> open() {
        if (System.console() == null) {
            return Optional.empty();
        }
        try {
            Terminal terminal = TerminalBuilder.builder()
                    .system(true)
                    .provider("exec")
                    .dumb(true)
                    .build();
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                terminal.close();
                return Optional.empty();
            }
            return Optional.of(new ProcessTerminal(terminal));
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }

    /** What the locale says; standard output's own charset has no property before JDK 19. */
    static Charset charset() {
        String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", "UTF-8"));
        return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
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
        try {
            terminal.close();
        } catch (IOException ignored) {
            // the process ends now in any case
        }
    }
}
