package dev.belay.cli.api.document;

import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import java.util.List;

/** A question of a deployment that nobody has answered yet. */
public record OpenQuestion(String id, StepId step, String text, List<DecisionKind> options, List<String> offers) {
    public OpenQuestion {
        options = List.copyOf(options);
        offers = List.copyOf(offers);
    }
}
