package dev.belay.orchestrator.workflow.undo;

import dev.belay.contracts.event.RollbackPreview;
import dev.belay.orchestrator.workflow.request.BackTo;
import org.jspecify.annotations.Nullable;

/**
 * A preview, or why there is none.
 *
 * @param preview absent where it is refused
 * @param code absent where there is a preview
 */
public record PreviewAnswer(
        @Nullable RollbackPreview preview,
        @Nullable String code,
        @Nullable String why) {
    public static PreviewAnswer of(RollbackPreview preview) {
        return new PreviewAnswer(preview, null, null);
    }

    public static PreviewAnswer of(UndoList undo, @Nullable String to) {
        return undo.refusal(BackTo.of(to))
                .map(refusal -> refused(refusal.code(), refusal.why()))
                .orElseGet(() -> of(new RollbackPreviews(undo).of(to)));
    }

    public static PreviewAnswer goingBack() {
        return refused("going-back", "The deployment is already being taken back.");
    }

    static PreviewAnswer refused(String code, String why) {
        return new PreviewAnswer(null, code, why);
    }
}
