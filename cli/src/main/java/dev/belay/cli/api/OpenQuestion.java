package dev.belay.cli.api;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.StepId;
import java.util.List;

/** A question of a deployment that nobody has answered yet. */
public record OpenQuestion(StepId step, String text, List<DecisionKind> options) {
    public OpenQuestion {
        options = List.copyOf(options);
    }
}
