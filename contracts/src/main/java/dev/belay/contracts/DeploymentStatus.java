package dev.belay.contracts;

/** Where a deployment stands. */
public enum DeploymentStatus {
    PENDING,
    /** Its run waits for the time that it was told to begin at, and holds nothing until then. */
    SCHEDULED,
    RUNNING,
    WAITING,
    WATCHING,
    ROLLING_BACK,
    SUCCEEDED,
    ROLLED_BACK,
    ROLLBACK_FAILED,
    CANCELLED,
    INTERRUPTED;

    /** Whether nothing can follow but, for {@link #INTERRUPTED}, an acknowledgement. */
    public boolean terminal() {
        return switch (this) {
            case PENDING, SCHEDULED, RUNNING, WAITING, WATCHING, ROLLING_BACK -> false;
            case SUCCEEDED, ROLLED_BACK, ROLLBACK_FAILED, CANCELLED, INTERRUPTED -> true;
        };
    }
}
