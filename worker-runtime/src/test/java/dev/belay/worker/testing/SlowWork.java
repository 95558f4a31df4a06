package dev.belay.worker.testing;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Work;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * Work that does not end by itself.
 *
 * @param runs whether anything of it runs: a process, a session; looked up in the world outside
 * @param brokenOff what a witness may answer where a crash broke it off in the middle
 */
public record SlowWork(Work work, Callable<Boolean> runs, List<Outcome> brokenOff) {
    public SlowWork {
        brokenOff = List.copyOf(brokenOff);
    }
}
