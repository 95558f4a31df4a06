package dev.belay.orchestrator.workflow.watching;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.watch.RuleRollUp;
import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.WatchWork;
import dev.belay.orchestrator.plan.step.MatrixRule;
import dev.belay.orchestrator.plan.step.WatchStep;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.request.WatchStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has a watch done part after part, each of at most a quarter of an hour, and keeps what was seen. */
public final class WatchParts {
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration GRACE = Duration.ofMinutes(10);

    private final EventLog events;
    private final Executor executor;
    private final List<Output.Measured> before;
    private WatchStanding standing;
    private Instant began = EventLog.now();

    public WatchParts(EventLog events, Executor executor, List<Output.Measured> before, WatchStanding standing) {
        this.events = events;
        this.executor = executor;
        this.before = before;
        this.standing = standing;
    }

    WatchStanding standing() {
        return standing;
    }

    WatchStep definition() {
        return (WatchStep) standing.step().definition();
    }

    MatrixRule rule(RuleFiring firing) {
        return definition().matrix().get(firing.rule());
    }

    boolean isOver() {
        return !EventLog.now().isBefore(standing.ends());
    }

    /** Whether the part took no time, so that the next one has to wait: a worker must not be asked in a circle. */
    boolean endedAtOnce() {
        return EventLog.now().isBefore(began.plus(definition().every()));
    }

    /** How long the next part may be. */
    Duration nextLength() {
        Duration left = Duration.between(EventLog.now(), standing.ends());
        return left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    /**
     * Looks for so long, or until a rule fires.
     *
     * @param shown the status that the step has meanwhile
     */
    Result look(Duration length, StepStatus shown) {
        began = EventLog.now();
        WatchStep watch = definition();
        List<WatchRule> rules = watch.matrix().stream().map(MatrixRule::rule).toList();
        WatchWork work = new WatchWork(watch.series(), rules, before, watch.every(), length, standing.state());
        return executor.perform(Assignment.of(standing.step().id(), Direction.DO, work, length.plus(GRACE)), shown);
    }

    /** Takes what a part has seen, and says what fired. */
    List<RuleFiring> take(Output.Watched seen) {
        standing = new WatchStanding(
                standing.step(), standing.ends(), seen.state(), series(seen.series()), rules(seen.rules()));
        events.append(new EventBody.Watched(standing.step().id(), seen.until(), standing.series(), standing.rules()));
        for (RuleFiring firing : seen.firings()) {
            events.note(standing.step().id(), sentence(firing));
        }
        return seen.firings();
    }

    /** What fired, for people. */
    String sentence(RuleFiring firing) {
        return "\"" + rule(firing).rule().when() + "\": found " + firing.found() + ".";
    }

    private List<SeriesRollUp> series(List<SeriesRollUp> newest) {
        Map<String, SeriesRollUp> merged = new LinkedHashMap<>();
        standing.series().forEach(one -> merged.put(one.series(), one));
        newest.forEach(one -> merged.merge(one.series(), one, WatchParts::merged));
        return new ArrayList<>(merged.values());
    }

    /** Of several p95 the worst is kept, since they cannot be added up. */
    private static SeriesRollUp merged(SeriesRollUp old, SeriesRollUp newest) {
        return new SeriesRollUp(
                old.series(),
                newest.unit(),
                old.samples() + newest.samples(),
                merged(old.values(), newest.values()),
                old.missing().plus(newest.missing()),
                newest.why());
    }

    private static SeriesRollUp.@Nullable Values merged(
            SeriesRollUp.@Nullable Values old, SeriesRollUp.@Nullable Values newest) {
        if (old == null || newest == null) {
            return old == null ? newest : old;
        }
        return new SeriesRollUp.Values(
                Math.min(old.least(), newest.least()),
                Math.max(old.most(), newest.most()),
                Math.max(old.p95(), newest.p95()),
                newest.last());
    }

    private List<RuleRollUp> rules(List<RuleRollUp> newest) {
        if (standing.rules().isEmpty()) {
            return newest;
        }
        List<RuleRollUp> merged = new ArrayList<>();
        for (int index = 0; index < newest.size(); index++) {
            RuleRollUp old = standing.rules().get(index);
            merged.add(
                    new RuleRollUp(old.when(), old.held().plus(newest.get(index).held())));
        }
        return merged;
    }
}
