package dev.belay.orchestrator.workflow;

/** The deployment does not go on, and is taken back. */
final class TurnBack extends RuntimeException {
    /** Why it turns back. */
    enum Cause {
        FAILURE,
        /** A person, or a deadline, said so. */
        DECISION
    }

    private final Cause cause;
    private final BackTo to;

    TurnBack(Cause cause, String reason) {
        this(cause, reason, new BackTo.AsPlanned());
    }

    TurnBack(Cause cause, String reason, BackTo to) {
        super(reason, null, false, false);
        this.cause = cause;
        this.to = to;
    }

    BackTo to() {
        return to;
    }

    Cause turnCause() {
        return cause;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
