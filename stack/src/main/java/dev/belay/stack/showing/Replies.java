package dev.belay.stack.showing;

import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person answers who stands in for the people of a show. */
public interface Replies {
    /**
     * An answer, and why.
     *
     * @param task which of the offered ones is run; absent where none is
     */
    record Reply(DecisionKind decision, @Nullable String task, String comment) {
        public Reply(DecisionKind decision, String comment) {
            this(decision, null, comment);
        }
    }

    /** Empty where the question is left to others. */
    Optional<Reply> to(DecisionNeeded question);

    /** How far a release is taken back as soon as it is watched; empty where it is left alone. */
    default Optional<String> backTo() {
        return Optional.empty();
    }

    /** Approves, and answers nothing else. */
    static Replies approving() {
        return question -> question.options().contains(DecisionKind.APPROVE)
                ? Optional.of(new Reply(DecisionKind.APPROVE, "Given by the demonstration, in the place of a person."))
                : Optional.empty();
    }
}
