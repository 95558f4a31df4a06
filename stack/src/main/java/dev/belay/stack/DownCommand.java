package dev.belay.stack;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.stack.running.EndListener;
import dev.belay.stack.running.Ended;
import dev.belay.stack.running.Stack;
import dev.belay.stack.state.StateDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Ends the stack. */
@Command(name = "down", description = "Ends what ./belay up has started; its state is kept for the next time.")
final class DownCommand implements Callable<Integer> {
    private final BelayCommand belay;

    DownCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        return Failures.told(() -> {
            StateDirectory state = new StateDirectory(belay.surroundings().state());
            Told told = new Told();
            new Stack(state).stop(told);
            if (belay.json()) {
                belay.printJson(told.ended);
            } else {
                belay.print(told.any ? "The state is kept in " + state : "Nothing was running in " + state);
            }
            return ExitStatus.SUCCEEDED;
        });
    }

    private final class Told implements EndListener {
        private final List<Ended> ended = new ArrayList<>();
        private boolean any;

        @Override
        public void ended(Ended process) {
            ended.add(process);
            print(String.format(
                    Locale.ROOT,
                    "Ended the %s (process %d) in %.1f s",
                    process.part().label(),
                    process.processId(),
                    process.took().toMillis() / 1000.0));
        }

        @Override
        public void leftover(String server) {
            print("Ended %s, which a killed process had left running".formatted(server));
        }

        private void print(String sentence) {
            any = true;
            if (!belay.json()) {
                belay.print(sentence);
            }
        }
    }
}
