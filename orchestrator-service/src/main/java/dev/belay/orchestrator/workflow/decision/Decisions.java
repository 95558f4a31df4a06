package dev.belay.orchestrator.workflow.decision;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one place where people's decisions are made: at most one question is open, and each is answered once. Who asks
 * meanwhile waits for their turn.
 */
public final class Decisions {
    private final EventLog events;
    private final String requester;
    private final Answered answered = new Answered();
    private final Stops stops = new Stops();
    private int asked;
    private @Nullable Open open;
    private @Nullable DecisionRequest cancel;
    private boolean goingBack;
    private Question.@Nullable Targets atWill;
    private @Nullable DecisionRequest rollback;
    private boolean handedOn;

    public Decisions(EventLog events, String requester) {
        this(events, requester, 0);
    }

    /** @param asked how many questions the deployment's workflows before this one have asked */
    public Decisions(EventLog events, String requester, int asked) {
        this.events = events;
        this.requester = requester;
        this.asked = asked;
    }

    /** How many questions have been asked. */
    public int asked() {
        return asked;
    }

    /** The question that stands, and its answer until that has been taken up. */
    private static final class Open {
        private final String id;
        private final Question question;
        private @Nullable DecisionRequest answer;

        Open(String id, Question question) {
            this.id = id;
            this.question = question;
        }
    }

    /** Throws, with why, where the decision is not open to this person now. */
    public void validate(DecisionRequest decision) {
        Open now = open;
        new Openness(
                        events.status(),
                        requester,
                        now == null ? null : new Openness.Asked(now.id, now.question, now.answer),
                        new Openness.Decided(cancel, rollback, goingBack, handedOn),
                        atWill,
                        answered)
                .require(decision);
    }

    /** Whether a person may now say how far to go back. */
    public boolean rollbackIsOpen() {
        return !goingBack || (open != null && open.answer == null && open.question.targets() != null);
    }

    /** Takes a decision that {@link #validate} has let pass. */
    public void take(DecisionRequest decision) {
        boolean ofTheWhole = decision.kind() == DecisionKind.CANCEL || open == null;
        events.append(new EventBody.DecisionMade(
                decision.id(),
                ofTheWhole || open == null ? decision.seen().step() : open.question.step(),
                decision.kind(),
                decision.by(),
                decision.role(),
                decision.comment(),
                decision.argument()));
        if (decision.kind() == DecisionKind.CANCEL) {
            cancel = decision;
        } else if (open != null) {
            open.answer = decision;
        } else {
            rollback = decision;
        }
    }

    /** From now on a person may have the deployment taken back though nothing is asked. */
    public void offerRollback(Question.Targets targets) {
        atWill = targets;
    }

    boolean rollbackRequested() {
        return rollback != null;
    }

    /** What a person has chosen though nothing was asked; once. */
    public Optional<DecisionRequest> takeRollback() {
        Optional<DecisionRequest> made = Optional.ofNullable(rollback);
        rollback = null;
        return made;
    }

    /** From now on decisions are made in the workflow that follows; what was decided until now is handed on to it. */
    @Nullable
    public DecisionRequest handOn() {
        handedOn = true;
        return cancel;
    }

    /** What was decided, and told, before this workflow began. */
    public void takeOver(@Nullable DecisionRequest decided) {
        cancel = decided;
    }

    /** Whether something was decided that nobody has taken up yet. */
    public boolean arePending() {
        return rollback != null || cancelRequested();
    }

    public boolean cancelRequested() {
        return cancel != null && !goingBack;
    }

    /** Whether the step is to stop: the deployment is cancelled, or a step beside it has failed. */
    public boolean stopRequested(StepId step) {
        return !stops.spares(step) && (cancelRequested() || stops.reason(step).isPresent());
    }

    /** The steps that are to stop by themselves. */
    public Stops stops() {
        return stops;
    }

    public boolean isGoingBack() {
        return goingBack;
    }

    /** From now on a cancel is too late. */
    public void goingBack() {
        goingBack = true;
    }

    /**
     * Turns back where somebody has cancelled.
     *
     * @throws TurnBack then
     */
    public void turnBackIfCancelled() {
        DecisionRequest cancelled = cancel;
        if (cancelled != null && !goingBack) {
            throw new TurnBack(TurnBack.Cause.DECISION, "Cancelled by " + cancelled.by() + comment(cancelled));
        }
    }

    /**
     * Turns back where the step is to stop.
     *
     * @throws TurnBack then
     */
    public void turnBackIfStopped(StepId step) {
        turnBackIfCancelled();
        stops.reason(step).ifPresent(why -> {
            throw new TurnBack(TurnBack.Cause.FAILURE, "Step \"" + step + "\" was stopped: " + why + ".");
        });
    }

    /**
     * Asks, once no other question is open, and waits for the answer; empty where the question expired.
     *
     * @throws TurnBack where the deployment was cancelled, or the step is to stop, instead
     */
    public Optional<DecisionRequest> ask(Question question) {
        Workflow.await(() -> open == null || stopRequested(question.step()));
        turnBackIfStopped(question.step());
        DeploymentStatus before = events.status();
        Open now = new Open("q" + ++asked, question);
        Duration expires = question.expires();
        publish(now, expires == null ? null : EventLog.now().plus(expires));
        events.status(DeploymentStatus.WAITING, question.text());
        open = now;
        if (expires == null) {
            Workflow.await(() -> settled(now));
        } else {
            Workflow.await(expires, () -> settled(now));
        }
        DecisionRequest made = now.answer;
        open = null;
        answered.note(now.id, question.step(), made);
        turnBackIfCancelled();
        if (stops.reason(question.step()).isPresent()) {
            events.status(before, "The question about step \"" + question.step() + "\" does not stand any more");
            turnBackIfStopped(question.step());
        }
        events.status(before, made == null ? "The question has expired" : "Decided by " + made.by());
        return Optional.ofNullable(made);
    }

    private void publish(Open now, @Nullable Instant until) {
        Question question = now.question;
        events.append(new EventBody.DecisionNeeded(
                now.id,
                question.step(),
                question.text(),
                question.options(),
                question.role(),
                question.requesterAllowed(),
                until,
                question.offers(),
                question.options().contains(DecisionKind.ROLLBACK) ? question.back() : null));
    }

    public static String comment(DecisionRequest decision) {
        return decision.comment().isBlank() ? "" : ": " + decision.comment();
    }

    private boolean settled(Open now) {
        return now.answer != null || stopRequested(now.question.step());
    }
}
