package dev.belay.orchestrator.workflow.decision;

import dev.belay.orchestrator.workflow.request.BackTo;

/** The deployment does not go on, and is taken back. */
public final class TurnBack extends RuntimeException {
    /** Why it turns back. */
    public enum Cause {
        FAILURE,
        /** A person, or a deadline, said so. */
        DECISION
    }

    private final Cause cause;
    private final BackTo to;

    public TurnBack(Cause cause, String reason) {
        this(cause, reason, new BackTo.AsPlanned());
    }

    public TurnBack(Cause cause, String reason, BackTo to) {
        super(reason, null, false, false);
        this.cause = cause;
        this.to = to;
    }

    public BackTo to() {
        return to;
    }

    public Cause turnCause() {
        return cause;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
