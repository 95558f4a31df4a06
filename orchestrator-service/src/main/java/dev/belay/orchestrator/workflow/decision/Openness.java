package dev.belay.orchestrator.workflow.decision;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What people may decide as the deployment stands now.
 *
 * @param requester who may not answer every question
 * @param asked the question that stands, absent where none does
 * @param atWill how far a person may go back though nothing is asked, absent where none may
 * @param answered the questions that are closed
 */
record Openness(
        DeploymentStatus status,
        String requester,
        @Nullable Asked asked,
        Decided decided,
        Question.@Nullable Targets atWill,
        Answered answered) {
    /** Refused here; the orchestrator asks the workflow that has followed. */
    private static final String HANDED_ON = "handed-on";

    /** @param answer absent until somebody has answered */
    record Asked(String id, Question question, @Nullable DecisionRequest answer) {}

    /**
     * What has been decided of the deployment as a whole.
     *
     * @param rollback chosen though nothing was asked
     */
    record Decided(
            @Nullable DecisionRequest cancel,
            @Nullable DecisionRequest rollback,
            boolean goingBack,
            boolean handedOn) {}

    /** Throws, with why, where the decision is not open to this person now. */
    void require(DecisionRequest decision) {
        if (status.terminal()) {
            throw Refused.as("deployment-finished", "The deployment has ended as " + status + ".");
        }
        if (decided.handedOn()) {
            throw Refused.as(HANDED_ON, "The deployment is handed on to the workflow that carries it from now on.");
        }
        if (decision.kind() == DecisionKind.CANCEL) {
            requireCancel(decision);
            return;
        }
        DecisionRequest cancelled = decided.cancel();
        if (cancelled != null && !decided.goingBack()) {
            throw Refused.as("decided", "It is too late: " + cancelled.told() + ".");
        }
        Asked now = asked;
        if (now == null && decision.kind() == DecisionKind.ROLLBACK && atWill != null) {
            requireAtWill(decision, atWill);
            return;
        }
        if (now == null) {
            throw Refused.as("not-open", answered.told(decision.seen()) + "No decision is open now. " + Refused.LOOK);
        }
        requireMeant(decision, now);
        DecisionRequest made = now.answer();
        if (made != null) {
            throw Refused.as(
                    "decided",
                    "It is too late: " + made.told() + " about step \""
                            + now.question().step() + "\".");
        }
        requirePermitted(decision, now.question());
    }

    /** Who had a question before their eyes has decided about that one, and not about the deployment. */
    private void requireAtWill(DecisionRequest decision, Question.Targets targets) {
        DecisionRequest made = decided.rollback();
        if (made != null || decided.goingBack()) {
            throw Refused.as(
                    "decided", "It is being taken back already" + (made == null ? "." : ": " + made.told() + "."));
        }
        if (decision.seen().question() != null) {
            throw Refused.as("late", answered.told(decision.seen()) + "No question is open now. " + Refused.LOOK);
        }
        requireReachable(decision, targets);
    }

    private void requireCancel(DecisionRequest decision) {
        String question = decision.seen().question();
        if (question != null && (asked == null || !asked.id().equals(question))) {
            throw Refused.as(
                    "late",
                    answered.told(decision.seen()) + "To cancel all the same, decide without naming a question. "
                            + Refused.LOOK);
        }
        if (decided.goingBack()) {
            throw Refused.as("going-back", "The deployment is already being taken back; there is nothing to cancel.");
        }
        DecisionRequest cancelled = decided.cancel();
        if (cancelled != null) {
            throw Refused.as("decided", "It was already cancelled: " + cancelled.told() + ".");
        }
        DecisionRequest made = asked == null ? decided.rollback() : asked.answer();
        if (made != null && (made.kind() == DecisionKind.ROLLBACK || made.kind() == DecisionKind.REJECT)) {
            throw Refused.as("decided", "It is being taken back already: " + made.told() + ".");
        }
    }

    private void requireMeant(DecisionRequest decision, Asked now) {
        StepId step = decision.seen().step();
        String question = decision.seen().question();
        StepId askedAbout = now.question().step();
        if ((step != null && !step.equals(askedAbout)) || (question != null && !question.equals(now.id()))) {
            String other = question != null && !question.equals(now.id()) ? question : String.valueOf(step);
            throw Refused.as(
                    "late",
                    answered.told(decision.seen()) + "The open question " + now.id() + " is about step \"" + askedAbout
                            + "\", not about \"" + other + "\". " + Refused.LOOK);
        }
    }

    private void requirePermitted(DecisionRequest decision, Question question) {
        if (!question.options().contains(decision.kind())) {
            throw Refused.as(
                    "not-an-option",
                    "\"" + decision.kind().label() + "\" is not open now; expected one of "
                            + question.options().stream()
                                    .map(DecisionKind::label)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        if (decision.kind() == DecisionKind.REPAIR && !question.offers().contains(decision.argument())) {
            throw Refused.as(
                    "task-not-offered",
                    "Task \"" + decision.argument() + "\" is not offered; expected one of "
                            + String.join(", ", question.offers()) + ".");
        }
        if (decision.kind() == DecisionKind.ROLLBACK) {
            requireReachable(decision, question.targets());
        }
        if (!question.requesterAllowed()
                && decision.by().equals(requester)
                && decision.kind() != DecisionKind.ROLLBACK) {
            throw Refused.as(
                    "requester",
                    "\"" + decision.by() + "\" has started this deployment; another person has to decide.");
        }
    }

    private static void requireReachable(DecisionRequest decision, Question.@Nullable Targets targets) {
        if (targets == null && decision.argument() != null) {
            throw Refused.as(
                    "no-way-back",
                    "\"rollback\" means to restore the backup here; it cannot be said how far. " + Refused.LOOK);
        }
        if (targets != null) {
            targets.refusal(decision.argument()).ifPresent(refusal -> {
                throw Refused.as(refusal.code(), refusal.why());
            });
        }
    }
}
