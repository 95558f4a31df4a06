package dev.belay.notifier.slack.board;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step as Slack shows it.
 *
 * @param note why it failed, or what a person should know besides; may be empty
 * @param began when it first ran or waited
 * @param changed when it got its status
 */
public record StepView(
        StepId id,
        String title,
        @Nullable String owner,
        StepStatus status,
        String note,
        @Nullable Instant began,
        @Nullable Instant changed) {

    static StepView of(EventBody.StepOutline outline) {
        return new StepView(outline.id(), outline.title(), outline.owner(), StepStatus.PENDING, "", null, null);
    }

    StepView after(EventBody.StepChanged change, Instant at) {
        String why = change.failure() == null ? change.note() : change.failure().message();
        return new StepView(id, title, owner, change.status(), why, began == null ? at : began, at);
    }

    /** Whether it needs nothing more. */
    public boolean settled() {
        return switch (status) {
            case SUCCEEDED, SKIPPED, UNDONE, CANCELLED -> true;
            case PENDING, RUNNING, WAITING, FAILED, UNKNOWN, UNDOING, UNDO_FAILED -> false;
        };
    }

    public boolean troubled() {
        return status == StepStatus.FAILED || status == StepStatus.UNKNOWN || status == StepStatus.UNDO_FAILED;
    }

    public boolean pending() {
        return status == StepStatus.PENDING;
    }

    /** How long it took; empty while it is not settled. */
    public Optional<Duration> took() {
        return settled() && began != null && changed != null
                ? Optional.of(Duration.between(began, changed))
                : Optional.empty();
    }
}
