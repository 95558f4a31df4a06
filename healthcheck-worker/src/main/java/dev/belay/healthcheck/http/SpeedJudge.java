package dev.belay.healthcheck.http;

import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.check.Reference.RequestTime;
import dev.belay.healthcheck.verdict.Pace;
import dev.belay.healthcheck.verdict.Spans;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.execution.Execution;
import java.time.Duration;
import java.util.Optional;

/** Judges whether requests have become faster than before the first change. */
final class SpeedJudge {
    private static final String SLOW = "Look what the request waits for: the plans of its queries, or caches that a new"
            + " release begins without; then retry.";

    private final RequestTimer timer;
    private final Reference reference;
    private final Verdict verdict;

    SpeedJudge(RequestTimer timer, Reference reference, Verdict verdict) {
        this.timer = timer;
        this.reference = reference;
        this.verdict = verdict;
    }

    /**
     * Judges a request that is answered as expected.
     *
     * @param what the request as people read it
     * @param path with nothing left to be filled
     */
    void judge(String what, HttpProbe probe, HttpAddress address, String path, Execution execution)
            throws InterruptedException {
        Integer percent = probe.fasterBy();
        if (percent == null) {
            return;
        }
        Optional<RequestTime> before =
                reference.requests().stream().filter(time -> time.of(probe)).findFirst();
        Duration then = before.map(RequestTime::took).orElse(null);
        if (then == null) {
            verdict.holds(
                    what + " time",
                    "\"faster: " + percent + "%\" is not judged: its time "
                            + before.map(time -> "could not be taken before the first change: " + time.trouble())
                                    .orElse("was not taken before the first change"));
            return;
        }
        RequestTime time = timer.time(probe, address, path, execution);
        Duration now = time.took();
        if (now == null) {
            verdict.unseen(what + ": its time could not be taken: " + time.trouble() + ".");
            return;
        }
        Pace pace = new Pace(then, now);
        String found = Spans.shown(now) + ", " + pace.shown();
        if (pace.percentFaster() >= percent) {
            verdict.holds(what + " time", found);
        } else {
            verdict.differs(
                    what + ": it takes " + found + ", expected at least " + percent + "% faster than before.", SLOW);
        }
    }
}
