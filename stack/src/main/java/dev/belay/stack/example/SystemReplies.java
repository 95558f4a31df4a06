package dev.belay.stack.example;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.EventBody.DecisionNeeded;
import dev.belay.stack.showing.Replies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the people of an example answer.
 *
 * @param failing the step that is made to fail; absent where none is
 * @param backTo how far the release is taken back while it is watched
 * @param wasDown whether the site was down before the release
 */
record SystemReplies(@Nullable String failing, boolean wasDown, Optional<String> backTo) implements Replies {
    @Override
    public Optional<Reply> to(DecisionNeeded question) {
        List<DecisionKind> options = question.options();
        String step = question.step().text();
        if (options.contains(DecisionKind.APPROVE)) {
            return Optional.of(
                    step.equals(failing)
                            ? new Reply(DecisionKind.REJECT, "No, says the example in the place of a person")
                            : new Reply(DecisionKind.APPROVE, "Yes, says the example in the place of a person"));
        }
        if (wasDown && step.endsWith(".again") && options.contains(DecisionKind.DONE)) {
            return Optional.of(
                    new Reply(DecisionKind.DONE, "The site did not answer before the release either; it is as it was"));
        }
        return Stream.of(DecisionKind.ROLLBACK, DecisionKind.CLOSE, DecisionKind.CANCEL)
                .filter(options::contains)
                .findFirst()
                .map(kind -> new Reply(kind, "Says the example in the place of a person"));
    }
}
