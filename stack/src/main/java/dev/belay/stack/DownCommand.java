package dev.belay.stack;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.ExitStatus;
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
            List<Ended> ended = new ArrayList<>();
            new Stack(state).stop(process -> {
                ended.add(process);
                tell(process);
            });
            if (belay.json()) {
                belay.printJson(ended);
            } else if (ended.isEmpty()) {
                belay.print("Nothing was running in " + state);
            } else {
                belay.print("The state is kept in " + state);
            }
            return ExitStatus.SUCCEEDED;
        });
    }

    private void tell(Ended process) {
        if (!belay.json()) {
            belay.print(String.format(
                    Locale.ROOT,
                    "Ended the %s (process %d) in %.1f s",
                    process.part().label(),
                    process.processId(),
                    process.took().toMillis() / 1000.0));
        }
    }
}
