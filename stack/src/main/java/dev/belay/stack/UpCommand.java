package dev.belay.stack;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.embedded.machine.BoundedWait;
import dev.belay.stack.running.Condition;
import dev.belay.stack.running.EndListener;
import dev.belay.stack.running.Stack;
import dev.belay.stack.state.StackFile;
import dev.belay.stack.state.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the stack in the background. */
@Command(
        name = "up",
        description = "Starts Belay on this machine, in the background: servers, services, users.",
        footer = {
            "",
            "Everything listens on this machine alone and keeps its state in .belay, or in the directory in",
            "BELAY_STATE. Environment files are read from .belay/environments, plans by name from .belay/plans;",
            "a change there needs no restart. What runs already is left as it is.",
            "",
            "With the program \"temporal\" on the PATH, running deployments survive a restart."
        })
final class UpCommand implements Callable<Integer> {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
    private static final Duration FOR_EVER = Duration.ofDays(10_000);

    private final BelayCommand belay;

    @Option(
            names = "--environments",
            paramLabel = "DIR",
            order = 1,
            description = "Where environment files are read from, instead of .belay/environments.")
    private @Nullable Path environments;

    @Option(
            names = "--foreground",
            order = 2,
            description = "Stays until it is interrupted, then ends everything; for supervisors of services.")
    private boolean foreground;

    UpCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        return Failures.told(() -> {
            Stack stack = new Stack(new StateDirectory(belay.surroundings().state()));
            if (stack.condition() == Condition.RUNNING) {
                StackFile file = stack.file().orElseThrow();
                say(file, "Belay runs already: " + file.apiUrl() + ", with its state in " + stack.state());
            } else {
                start(stack);
            }
            return foreground ? stay(stack) : ExitStatus.SUCCEEDED;
        });
    }

    private void start(Stack stack) {
        StartLines lines = new StartLines(belay);
        Optional<Path> from = Optional.ofNullable(environments)
                .map(directory -> belay.surroundings().directory().resolve(directory));
        StackFile file = Interruption.awaited(interruption -> stack.start(from, lines));
        say(file, "Belay is ready after " + lines.elapsed() + ".");
        if (!belay.json()) {
            new Hints(belay, stack, file).afterUp(from.orElse(stack.state().environments()));
        }
    }

    private void say(StackFile file, String sentence) {
        if (belay.json()) {
            belay.printJson(file);
        } else {
            belay.print(sentence);
        }
    }

    private int stay(Stack stack) {
        AtomicBoolean asked = new AtomicBoolean();
        Thread onEnd = new Thread(
                () -> {
                    asked.set(true);
                    stack.stop(EndListener.NOBODY);
                },
                "stack-stop");
        Runtime.getRuntime().addShutdownHook(onEnd);
        belay.print("Ctrl-C ends it.");
        new BoundedWait(FOR_EVER, LOOK_EVERY).until(() -> asked.get() || !stack.alive());
        if (!asked.get()) {
            belay.printError("A part of the stack has ended, and the rest is ended now. The logs are in "
                    + stack.state().logs());
        }
        return ExitStatus.OTHER;
    }
}
