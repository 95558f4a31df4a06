package dev.belay.contracts;

/** Where a deployment stands. */
public enum DeploymentStatus {
    PENDING,
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
            case PENDING, RUNNING, WAITING, WATCHING, ROLLING_BACK -> false;
            case SUCCEEDED, ROLLED_BACK, ROLLBACK_FAILED, CANCELLED, INTERRUPTED -> true;
        };
    }
}
