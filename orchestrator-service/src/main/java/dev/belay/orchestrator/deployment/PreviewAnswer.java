package dev.belay.orchestrator.deployment;

import dev.belay.contracts.event.RollbackPreview;

/** What a deployment's run says of a rollback beforehand. */
public sealed interface PreviewAnswer {
    /** So it would go. */
    record Shown(RollbackPreview preview) implements PreviewAnswer {}

    /**
     * One cannot go back so far, or not now.
     *
     * @param code stable, for scripts, such as {@code no-way-back}
     */
    record Refused(String code, String why) implements PreviewAnswer {}

    /** Nobody answered in time. */
    record NotAnswered() implements PreviewAnswer {}
}
