package dev.belay.cli.invocation;

import dev.belay.contracts.DeploymentStatus;

/** What the process ends with; scripts rely on it. */
public final class ExitStatus {
    public static final int SUCCEEDED = 0;

    /** Anything that has no status of its own. */
    public static final int OTHER = 1;

    /** Refused before anything ran. */
    public static final int REFUSED = 2;

    public static final int ROLLED_BACK = 10;
    public static final int ROLLBACK_FAILED = 11;
    public static final int CANCELLED = 12;

    /** It is scheduled, waits for a person or watches, and {@code --no-wait} was given. */
    public static final int WAITING = 13;

    public static final int INTERRUPTED = 14;
    public static final int USAGE = 64;

    private ExitStatus() {}

    public static int of(DeploymentStatus status) {
        return switch (status) {
            case SUCCEEDED -> SUCCEEDED;
            case ROLLED_BACK -> ROLLED_BACK;
            case ROLLBACK_FAILED -> ROLLBACK_FAILED;
            case CANCELLED -> CANCELLED;
            case INTERRUPTED -> INTERRUPTED;
            case SCHEDULED, WAITING, WATCHING -> WAITING;
            case PENDING, RUNNING, ROLLING_BACK -> OTHER;
        };
    }
}
