package dev.belay.contracts.event;

import dev.belay.contracts.StepId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a rollback would do if it began now.
 *
 * @param to how far it goes: a step that stays, {@code beginning}, or absent for as far as the plan says
 * @param outcome how the deployment would end, in sentences
 * @param takenBack what would be taken back, newest first
 * @param kept the steps that changed something and stay
 * @param warnings what people should know before
 */
public record RollbackPreview(
        @Nullable String to, String outcome, List<Loss> takenBack, List<StepId> kept, List<String> warnings) {
    public RollbackPreview {
        takenBack = List.copyOf(takenBack);
        kept = List.copyOf(kept);
        warnings = List.copyOf(warnings);
    }

    /**
     * What one undo does to its target.
     *
     * @param steps the steps that it takes back
     * @param target what it touches: maintenance, code, database or outside
     * @param how such as "back to version v1.0.0"
     * @param loses what would be lost by it
     */
    public record Loss(List<StepId> steps, String target, String how, String loses) {
        public Loss {
            steps = List.copyOf(steps);
        }
    }
}
