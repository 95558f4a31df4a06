package dev.belay.orchestrator.workflow;

/** The deployment does not go on: everything is taken back. */
final class TurnBack extends RuntimeException {
    /** Why it turns back. */
    enum Cause {
        FAILURE,
        /** A person, or a deadline, said so. */
        DECISION
    }

    private final Cause cause;

    TurnBack(Cause cause, String reason) {
        super(reason, null, false, false);
        this.cause = cause;
    }

    Cause turnCause() {
        return cause;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
