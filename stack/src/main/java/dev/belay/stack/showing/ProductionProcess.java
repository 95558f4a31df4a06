package dev.belay.stack.showing;

import dev.belay.embedded.machine.BoundedWait;
import dev.belay.stack.StackFailed;
import dev.belay.stack.machine.BackgroundProgram;
import dev.belay.stack.running.LogTail;
import dev.belay.stack.running.Part;
import dev.belay.stack.state.StateDirectory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** The production system of a show while it is being made in its own process, and afterwards. */
public final class ProductionProcess {
    private static final BoundedWait WAIT = new BoundedWait(Duration.ofMinutes(3), Duration.ofMillis(50));

    private final StateDirectory state;
    private final ProductionFiles files;
    private final Process process;

    private ProductionProcess(StateDirectory state, ProductionFiles files, Process process) {
        this.state = state;
        this.files = files;
        this.process = process;
    }

    /** Begins to make it; that takes a while, and {@link #await} waits for it. */
    public static ProductionProcess begin(
            StateDirectory state, ProductionFiles files, Class<?> program, List<String> arguments) {
        BackgroundProgram background =
                new BackgroundProgram(Part.PRODUCTION.label(), program.getName(), List.of("-Xmx96m"), arguments);
        return new ProductionProcess(state, files, background.start(state));
    }

    /** Returns when the system is there. */
    public void await() {
        WAIT.until(() -> Files.exists(files.ready()) || !process.isAlive());
        if (!Files.exists(files.ready())) {
            LogTail log = new LogTail(BackgroundProgram.log(state, Part.PRODUCTION.label()));
            throw new StackFailed("The production system %s. The last lines of %s:\n%s"
                    .formatted(
                            process.isAlive()
                                    ? "was not ready in time"
                                    : "ended with status %d before it was ready".formatted(process.exitValue()),
                            log.file(),
                            log.last(20)));
        }
    }
}
