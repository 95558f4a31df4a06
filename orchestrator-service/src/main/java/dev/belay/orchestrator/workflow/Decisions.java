package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.EventBody;
import dev.belay.contracts.StepId;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one place where people's decisions are made: at most one question is open, and each is answered once. */
final class Decisions {
    private final EventLog events;
    private final String requester;
    private int asked;
    private @Nullable Question open;
    private @Nullable DecisionRequest answer;
    private @Nullable DecisionRequest cancel;
    private boolean goingBack;

    Decisions(EventLog events, String requester) {
        this.events = events;
        this.requester = requester;
    }

    /** Throws, with why, where the decision is not open to this person now. */
    void validate(DecisionRequest decision) {
        if (decision.kind() == DecisionKind.CANCEL) {
            require(
                    !goingBack,
                    "going-back",
                    "The deployment is already being taken back; there is nothing to cancel.");
            require(cancel == null, "decided", "It was already cancelled.");
            return;
        }
        Question question = open;
        StepId step = decision.step();
        if (question == null || answer != null) {
            throw refused("not-open", "No decision is open now. Look at the deployment again.");
        }
        require(
                step == null || step.equals(question.step()),
                "late",
                "The open question is about step \"" + question.step() + "\", not about \"" + step
                        + "\". Look at the deployment again.");
        require(
                question.options().contains(decision.kind()),
                "not-an-option",
                "\"" + decision.kind().label() + "\" is not open now; expected one of "
                        + String.join(
                                ", ",
                                question.options().stream()
                                        .map(DecisionKind::label)
                                        .toList()) + ".");
        require(
                question.requesterAllowed() || !decision.by().equals(requester),
                "requester",
                "\"" + decision.by() + "\" has started this deployment; another person has to decide.");
    }

    /** Takes a decision that {@link #validate} has let pass. */
    void take(DecisionRequest decision) {
        StepId step = decision.kind() == DecisionKind.CANCEL || open == null ? decision.step() : open.step();
        events.append(new EventBody.DecisionMade(
                decision.id(), step, decision.kind(), decision.by(), decision.role(), decision.comment()));
        if (decision.kind() == DecisionKind.CANCEL) {
            cancel = decision;
        } else {
            answer = decision;
        }
    }

    boolean cancelRequested() {
        return cancel != null && !goingBack;
    }

    boolean isGoingBack() {
        return goingBack;
    }

    /** From now on a cancel is too late. */
    void goingBack() {
        goingBack = true;
    }

    /**
     * Turns back where somebody has cancelled.
     *
     * @throws TurnBack then
     */
    void turnBackIfCancelled() {
        DecisionRequest cancelled = cancel;
        if (cancelled != null && !goingBack) {
            throw new TurnBack(TurnBack.Cause.DECISION, "Cancelled by " + cancelled.by() + comment(cancelled));
        }
    }

    /**
     * Asks, and waits for the answer; empty where the question expired.
     *
     * @throws TurnBack where the deployment was cancelled instead
     */
    Optional<DecisionRequest> ask(Question question) {
        DeploymentStatus before = events.status();
        Duration expires = question.expires();
        Instant until = expires == null ? null : EventLog.now().plus(expires);
        events.append(new EventBody.DecisionNeeded(
                "q" + ++asked,
                question.step(),
                question.text(),
                question.options(),
                question.role(),
                question.requesterAllowed(),
                until));
        events.status(DeploymentStatus.WAITING, question.text());
        open = question;
        answer = null;
        if (expires == null) {
            Workflow.await(this::settled);
        } else {
            Workflow.await(expires, this::settled);
        }
        DecisionRequest made = answer;
        open = null;
        answer = null;
        turnBackIfCancelled();
        events.status(before, made == null ? "The question has expired" : "Decided by " + made.by());
        return Optional.ofNullable(made);
    }

    static String comment(DecisionRequest decision) {
        return decision.comment().isBlank() ? "" : ": " + decision.comment();
    }

    private boolean settled() {
        return answer != null || cancelRequested();
    }

    private static void require(boolean holds, String code, String why) {
        if (!holds) {
            throw refused(code, why);
        }
    }

    private static ApplicationFailure refused(String code, String why) {
        return ApplicationFailure.newNonRetryableFailure(why, code);
    }
}
