package dev.belay.orchestrator.workflow;

import dev.belay.contracts.RollbackPreview;
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
    static PreviewAnswer of(RollbackPreview preview) {
        return new PreviewAnswer(preview, null, null);
    }

    static PreviewAnswer of(UndoList undo, @Nullable String to) {
        return undo.refusal(BackTo.of(to))
                .map(refusal -> refused(refusal.code(), refusal.why()))
                .orElseGet(() -> of(new RollbackPreviews(undo).of(to)));
    }

    static PreviewAnswer goingBack() {
        return refused("going-back", "The deployment is already being taken back.");
    }

    static PreviewAnswer refused(String code, String why) {
        return new PreviewAnswer(null, code, why);
    }
}
