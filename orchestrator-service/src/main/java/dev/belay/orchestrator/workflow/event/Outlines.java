package dev.belay.orchestrator.workflow.event;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.RehearsalPart;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.Turn;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.timing.Estimate;
import java.util.stream.Stream;

/** A plan as its first event shows it. */
public final class Outlines {
    /** The phase in which the steps of a rollback are shown. */
    public static final String ROLLBACK = "rollback";

    /** Ends the name of a check that runs again after a rollback. */
    public static final String AGAIN = ".again";

    private Outlines() {}

    public static EventBody.PlanOutline of(Plan plan) {
        return new EventBody.PlanOutline(
                plan.name(),
                plan.description(),
                plan.phases().stream()
                        .map(phase -> new EventBody.PhaseOutline(
                                phase.name(),
                                phase.turns().stream().flatMap(Outlines::steps).toList()))
                        .toList());
    }

    /** What is left out is shown too, in its place. */
    private static Stream<EventBody.StepOutline> steps(Turn turn) {
        return turn instanceof Turn.AtOnce atOnce
                ? atOnce.steps().stream().flatMap(Outlines::withParts)
                : Stream.of(of(((Turn.LeftOut) turn).step()));
    }

    private static Stream<EventBody.StepOutline> withParts(Step step) {
        return step.definition() instanceof RehearseStep rehearse
                ? Stream.concat(
                        Stream.of(of(step)), RehearsalPart.of(rehearse).stream().map(part -> of(part, step.id(), 1)))
                : Stream.of(of(step));
    }

    /** A part of an attempt at a rehearsal. */
    public static EventBody.StepOutline of(RehearsalPart part, StepId rehearsal, int attempt) {
        return new EventBody.StepOutline(part.id(rehearsal, attempt), StepKind.REHEARSE, part.title(), null, null);
    }

    public static EventBody.StepOutline of(Step step) {
        Estimate estimate = step.settings().estimate();
        return new EventBody.StepOutline(
                step.id(),
                step.kind(),
                step.title(),
                step.settings().owner(),
                estimate == null ? null : estimate.takes(),
                estimate == null ? null : estimate.basis());
    }
}
