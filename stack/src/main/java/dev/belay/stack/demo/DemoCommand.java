package dev.belay.stack.demo;

import dev.belay.cli.BelayCommand;
import dev.belay.stack.Failures;
import dev.belay.stack.Interruption;
import dev.belay.stack.machine.Machine;
import dev.belay.stack.machine.Requirement;
import dev.belay.stack.showing.Performance;
import dev.belay.stack.showing.ShowState;
import dev.belay.stack.state.StateDirectory;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows on a production system of its own what Belay does. */
@Command(
        name = "demo",
        description = "Releases twice on a sample production system of its own: once well, and once with a mistake.",
        footer = {
            "",
            "The exit status is 0 only where the first release has succeeded, the second one was taken back, and",
            "database and service were found as they should be by looking at them from outside."
        })
public final class DemoCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Option(names = "--keep", order = 1, description = "Leaves everything running at the end; ./belay down ends it.")
    private boolean keep;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            order = 2,
            description = "Where the demonstration keeps its files, instead of .belay/demo. Emptied at the beginning.")
    private @Nullable Path directory;

    public DemoCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        ShowState state = DemoStart.state(new StateDirectory(
                directory == null
                        ? belay.surroundings().state().resolve("demo")
                        : belay.surroundings().directory().resolve(directory)));
        return Failures.told(() -> Interruption.awaited(interruption -> {
            Machine.require(EnumSet.allOf(Requirement.class));
            state.claim();
            Performance performance = new Performance(belay, state, keep, interruption);
            return performance.run(() -> new Demo(belay, state, performance.page(), interruption).run());
        }));
    }
}
