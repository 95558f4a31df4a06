package dev.belay.healthcheck.watch;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Progress;
import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.watch.WatchState;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.WatchWork;
import dev.belay.healthcheck.http.HttpRequests;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.redaction.Redactor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Looks at an environment for a while, and ends early where a rule of the matrix fires. */
public final class WatchHandler implements Handler<WatchWork> {
    private final HttpRequests requests = new HttpRequests();
    private final Clock clock;

    public WatchHandler(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Class<WatchWork> accepts() {
        return WatchWork.class;
    }

    @Override
    public Done handle(WatchWork work, Execution execution) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (Execution.Registration ignored = execution.onCancel(stopped::countDown)) {
            return watch(work, execution, stopped);
        }
    }

    private Done watch(WatchWork work, Execution execution, CountDownLatch stopped) throws InterruptedException {
        Meter meter = new Meter(work.series(), work.every(), execution, requests, clock, work.state());
        Matrix matrix = new Matrix(work.rules(), work.before(), work.every(), work.state());
        RollUps rollUps = new RollUps(work.rules());
        Redactor redactor = Redactor.of(execution.environment().secrets());
        Instant from = clock.instant();
        Instant until = from.plus(work.length());
        while (true) {
            Moment moment = meter.look();
            List<RuleFiring> firings = matrix.judge(moment);
            rollUps.add(moment);
            execution.progress(new Progress(
                    Duration.between(from, moment.ended()).toSeconds(),
                    work.length().toSeconds(),
                    "seconds",
                    redactor.redact(rollUps.newest() + meter.newestLines())));
            Instant next = moment.begun().plus(work.every());
            if (!firings.isEmpty() || next.isAfter(until)) {
                return new Redacted(redactor).done(from, moment, rollUps, firings, matrix, meter);
            }
            Duration pause = Duration.between(clock.instant(), next);
            if (stopped.await(Math.max(pause.toMillis(), 0), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("stopped between two looks");
            }
        }
    }

    @Override
    public Witnessed witness(WatchWork work, Execution execution) {
        return new Witnessed.WasNotDone("it only looks");
    }

    /** What leaves the worker. */
    private record Redacted(Redactor redactor) {
        Done done(Instant from, Moment last, RollUps rollUps, List<RuleFiring> firings, Matrix matrix, Meter meter) {
            WatchState state = new WatchState(
                    last.ended(),
                    matrix.seriesStates(),
                    matrix.ruleStates(),
                    meter.marks(),
                    meter.lines(),
                    meter.requests());
            Output.Watched watched = new Output.Watched(
                    from,
                    last.ended(),
                    rollUps.list().stream()
                            .map(one -> new dev.belay.contracts.watch.SeriesRollUp(
                                    one.series(),
                                    one.unit(),
                                    one.samples(),
                                    one.values(),
                                    one.missing(),
                                    redactor.redact(one.why())))
                            .toList(),
                    matrix.rollUps(),
                    firings.stream()
                            .map(firing -> new RuleFiring(firing.rule(), firing.at(), redactor.redact(firing.found())))
                            .toList(),
                    state);
            return Done.with(watched, new Evidence("Newest", redactor.redact(rollUps.newest())));
        }
    }
}
