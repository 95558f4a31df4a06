package dev.belay.notifier.slack.rendering;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;

/** States as one look tells them. */
final class Icons {
    private Icons() {}

    static String of(DeploymentStatus status) {
        return switch (status) {
            case PENDING, RUNNING -> ":arrow_forward:";
            case SCHEDULED -> ":alarm_clock:";
            case WAITING -> ":raised_hand:";
            case WATCHING -> ":eyes:";
            case ROLLING_BACK -> ":rewind:";
            case SUCCEEDED -> ":white_check_mark:";
            case ROLLED_BACK -> ":leftwards_arrow_with_hook:";
            case CANCELLED -> ":no_entry_sign:";
            case ROLLBACK_FAILED, INTERRUPTED -> ":rotating_light:";
        };
    }

    static String of(StepStatus status) {
        return switch (status) {
            case PENDING -> ":white_circle:";
            case RUNNING -> ":arrow_forward:";
            case WAITING -> ":raised_hand:";
            case SUCCEEDED -> ":white_check_mark:";
            case FAILED, UNDO_FAILED -> ":x:";
            case UNKNOWN -> ":question:";
            case SKIPPED -> ":fast_forward:";
            case UNDOING -> ":rewind:";
            case UNDONE -> ":leftwards_arrow_with_hook:";
            case CANCELLED -> ":no_entry_sign:";
        };
    }

    /** A status as a word within a sentence. */
    static String word(DeploymentStatus status) {
        return switch (status) {
            case PENDING -> "about to start";
            case SCHEDULED -> "scheduled";
            case RUNNING -> "running";
            case WAITING -> "waiting";
            case WATCHING -> "through, and being watched";
            case ROLLING_BACK -> "being taken back";
            case SUCCEEDED -> "succeeded";
            case ROLLED_BACK -> "rolled back";
            case ROLLBACK_FAILED -> "failed, and could not be taken back";
            case CANCELLED -> "cancelled";
            case INTERRUPTED -> "interrupted";
        };
    }
}
