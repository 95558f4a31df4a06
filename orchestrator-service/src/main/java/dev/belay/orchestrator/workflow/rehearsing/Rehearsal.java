package dev.belay.orchestrator.workflow.rehearsing;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.CopyWork;
import dev.belay.contracts.work.Output;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Assignment;
import dev.belay.orchestrator.workflow.execution.Executor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries migrations on a copy of the database: copied, migrated, looked at, taken back, migrated again. The copy is
 * dropped in every outcome, a cancel included.
 */
public final class Rehearsal {
    /** The copy outlives the step by so much at most, where nobody can be asked to drop it. */
    private static final Duration LEFT_OVER = Duration.ofMinutes(10);

    private final Plan plan;
    private final EventLog events;
    private final Decisions decisions;
    private final Executor executor;
    private final Map<StepId, Integer> attempts = new HashMap<>();
    private final Map<StepId, Map<StepId, Duration>> measured = new HashMap<>();

    public Rehearsal(Plan plan, EventLog events, Decisions decisions, Executor executor) {
        this.plan = plan;
        this.events = events;
        this.decisions = decisions;
        this.executor = executor;
    }

    /** How long the migrations of later steps took on the copy, as far as the rehearsal has come. */
    public Map<StepId, Duration> measured(StepId rehearsal) {
        return measured.getOrDefault(rehearsal, Map.of());
    }

    /** One answer for the whole. */
    public Result run(Step step, RehearseStep rehearse) {
        Instant begun = EventLog.now();
        int attempt = attempts.merge(step.id(), 1, Integer::sum);
        RehearsalParts parts = RehearsalParts.begin(plan, step, attempt, events, decisions, executor);
        Result copied = executor.perform(
                Assignment.of(
                        step.id(),
                        Direction.DO,
                        new CopyWork(step.settings().timeout().plus(LEFT_OVER)),
                        step.settings().timeout()),
                StepStatus.RUNNING);
        List<Evidence> shown = new ArrayList<>(copied.account().evidence());
        RehearsalResult result = new RehearsalResult(copied, begun);
        if (copied.outcome() != Outcome.SUCCEEDED || !(copied.output() instanceof Output.CopyMade made)) {
            return result.of(copied, shown, parts.drop());
        }
        RehearsalCourse course = new RehearsalCourse(rehearse, parts, made.copy(), result);
        Result last = course.run();
        shown.addAll(course.shown());
        measured.put(step.id(), course.measured());
        Result whole = result.of(last, shown, parts.drop());
        if (whole.outcome() == Outcome.SUCCEEDED) {
            tell(step, course.planned());
        }
        return whole;
    }

    private void tell(Step step, Planned planned) {
        planned.all()
                .ifPresentOrElse(
                        all -> events.append(new EventBody.MigrationsRehearsed(step.id(), all)),
                        () -> events.note(
                                step.id(),
                                "The migration worker cannot read what the migrations are made of, so this rehearsal counts"
                                        + " for no \"requires\" of a plan."));
    }
}
