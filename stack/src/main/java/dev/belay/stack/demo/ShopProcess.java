package dev.belay.stack.demo;

import dev.belay.embedded.machine.BoundedWait;
import dev.belay.examples.shop.ShopProduction;
import dev.belay.stack.StackFailed;
import dev.belay.stack.machine.BackgroundProgram;
import dev.belay.stack.running.LogTail;
import dev.belay.stack.running.Part;
import dev.belay.stack.state.StateDirectory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** The production system of a demonstration while it is being made in its own process, and afterwards. */
final class ShopProcess {
    private static final BoundedWait WAIT = new BoundedWait(Duration.ofMinutes(3), Duration.ofMillis(50));

    private final StateDirectory state;
    private final ShopFiles files;
    private final Process process;

    private ShopProcess(StateDirectory state, ShopFiles files, Process process) {
        this.state = state;
        this.files = files;
        this.process = process;
    }

    static ShopFiles files(StateDirectory state) {
        return new ShopFiles(state.root().resolve("shop"));
    }

    /** Begins to make it; that takes a while, and {@link #await} waits for it. */
    static ShopProcess begin(StateDirectory state) {
        ShopFiles files = files(state);
        BackgroundProgram program = new BackgroundProgram(
                Part.SHOP.label(),
                ShopMain.class.getName(),
                List.of("-Xmx96m"),
                List.of("--directory", files.root().toString()));
        return new ShopProcess(state, files, program.start(state));
    }

    boolean isReady() {
        return Files.exists(files.ready());
    }

    ShopProduction await() {
        WAIT.until(() -> isReady() || !process.isAlive());
        if (!isReady()) {
            LogTail log = new LogTail(BackgroundProgram.log(state, Part.SHOP.label()));
            throw new StackFailed("The shop %s. The last lines of %s:\n%s"
                    .formatted(
                            process.isAlive()
                                    ? "was not ready in time"
                                    : "ended with status %d before it was ready".formatted(process.exitValue()),
                            log.file(),
                            log.last(20)));
        }
        return ShopProduction.open(files.production());
    }
}
