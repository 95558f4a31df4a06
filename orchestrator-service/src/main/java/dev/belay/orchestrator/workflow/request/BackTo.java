package dev.belay.orchestrator.workflow.request;

import dev.belay.contracts.StepId;
import org.jspecify.annotations.Nullable;

/** How far a rollback goes. */
public sealed interface BackTo {
    String BEGINNING = "beginning";

    /** As the plan says: to the end of the last phase that is kept, or to the beginning where there is none. */
    record AsPlanned() implements BackTo {}

    /** The step stays, with all that came before it. */
    record Step(StepId step) implements BackTo {}

    /** Everything is taken back, what the plan keeps included. */
    record Beginning() implements BackTo {}

    /** @param text what a person has named, absent where nothing */
    static BackTo of(@Nullable String text) {
        if (text == null) {
            return new AsPlanned();
        }
        return text.equals(BEGINNING) ? new Beginning() : new Step(new StepId(text));
    }
}
