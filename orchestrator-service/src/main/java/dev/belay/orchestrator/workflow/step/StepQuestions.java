package dev.belay.orchestrator.workflow.step;

import static dev.belay.contracts.event.DecisionKind.DONE;
import static dev.belay.contracts.event.DecisionKind.REPAIR;
import static dev.belay.contracts.event.DecisionKind.RETRY;
import static dev.belay.contracts.event.DecisionKind.ROLLBACK;
import static dev.belay.contracts.event.DecisionKind.SKIP;

import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.undo.UndoList;
import java.util.ArrayList;
import java.util.List;

/** Asks what shall become of a step that was not done, or of which nobody knows. */
final class StepQuestions {
    private final EventLog events;
    private final Decisions decisions;
    private final Skipping skipping;
    private final UndoList undo;

    StepQuestions(EventLog events, Decisions decisions, Skipping skipping, UndoList undo) {
        this.events = events;
        this.decisions = decisions;
        this.skipping = skipping;
        this.undo = undo;
    }

    /** What becomes of the step, other than that everything is taken back. */
    sealed interface Next {}

    /** It runs again. */
    record Again() implements Next {}

    /** The task runs, and then the step again. */
    record AgainAfter(String task) implements Next {}

    /** The deployment goes on. */
    record GoOn() implements Next {}

    /**
     * Asks about the step and shows what was decided.
     *
     * @param what the step and what is wrong with it
     * @throws TurnBack where that is the answer
     */
    Next ask(Step step, Result result, String what) {
        DecisionRequest decision = decisions.ask(question(step, result, what)).orElseThrow();
        String by = decision.by() + Decisions.comment(decision);
        String named = decision.argument();
        if (decision.kind() == RETRY) {
            return new Again();
        }
        if (decision.kind() == REPAIR && named != null) {
            return new AgainAfter(named);
        }
        if (decision.kind() == SKIP) {
            events.step(step.id(), StepStatus.SKIPPED, "Skipped by " + by);
            return new GoOn();
        }
        if (decision.kind() == DONE) {
            events.step(step.id(), StepStatus.SUCCEEDED, "Done by hand, says " + by);
            return new GoOn();
        }
        throw new TurnBack(
                TurnBack.Cause.FAILURE,
                what + " " + decision.by() + " chose to "
                        + (named == null ? undo.everything() : "go back to \"" + named + "\"") + ".",
                BackTo.of(named));
    }

    /** Skipping is not offered where the step may be running, or done: nothing could be said of what follows. */
    private Question question(Step step, Result result, String what) {
        boolean skippable = result.outcome() != Outcome.UNKNOWN;
        List<String> offers = step.settings().offers();
        List<DecisionKind> options = new ArrayList<>(List.of(RETRY));
        StringBuilder text = new StringBuilder(what).append(" Retry it");
        if (!offers.isEmpty()) {
            options.add(REPAIR);
            text.append(", run an offered task and then retry (")
                    .append(String.join(" or ", offers))
                    .append(')');
        }
        if (skippable) {
            options.add(SKIP);
            text.append(", skip it");
        }
        options.addAll(List.of(DONE, ROLLBACK));
        text.append(", say that it was done by hand, or ")
                .append(undo.everything())
                .append('?');
        if (skippable) {
            text.append(' ').append(skipping.consequences(step));
        }
        return Question.ofTrouble(step.id(), text.toString(), options, offers)
                .withTargets(undo.everything(), to -> undo.refusal(BackTo.of(to)));
    }
}
