package dev.belay.orchestrator.deployment.view;

import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question that nobody has answered yet.
 *
 * @param id names it within the deployment
 * @param offers the tasks of which one may be run before the step is done again
 * @param expires absent where it waits for ever
 */
public record QuestionView(
        String id,
        StepId step,
        String text,
        List<DecisionKind> options,
        List<String> offers,
        Role role,
        boolean requesterAllowed,
        Instant askedAt,
        @Nullable Instant expires) {
    public QuestionView {
        options = List.copyOf(options);
        offers = List.copyOf(offers);
    }

    static QuestionView of(DecisionNeeded asked, Instant at) {
        return new QuestionView(
                asked.question(),
                asked.step(),
                asked.text(),
                asked.options(),
                asked.offers(),
                asked.role(),
                asked.requesterAllowed(),
                at,
                asked.expires());
    }
}
