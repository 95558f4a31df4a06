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

    static PreviewAnswer refused(String code, String why) {
        return new PreviewAnswer(null, code, why);
    }
}
