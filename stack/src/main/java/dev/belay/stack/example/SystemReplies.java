package dev.belay.stack.example;

import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import dev.belay.stack.showing.Replies;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the people of an example answer.
 *
 * @param failing the step that is made to fail; absent where none is
 * @param repairing whether an offered task is run, instead of taking everything back
 * @param wasDown whether the site was down before the release
 * @param backTo how far the release is taken back while it is watched
 */
record SystemReplies(@Nullable String failing, boolean repairing, boolean wasDown, Optional<String> backTo)
        implements Replies {
    private static final String STAND_IN = "Says the example in the place of a person";

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
        if (repairing && options.contains(DecisionKind.REPAIR)) {
            return Optional.of(new Reply(DecisionKind.REPAIR, question.offers().get(0), STAND_IN));
        }
        return Stream.of(DecisionKind.ROLLBACK, DecisionKind.CLOSE, DecisionKind.CANCEL)
                .filter(options::contains)
                .findFirst()
                .map(kind -> new Reply(kind, STAND_IN));
    }
}
