package dev.belay.orchestrator.plan;

import dev.belay.orchestrator.plan.timing.Estimate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every kind of step can be told.
 *
 * @param owner mentioned when the step is due or has failed
 * @param timeout of one execution; zero for approvals and notifications, which no worker carries out
 * @param attempts executions after reported failures that may pass, the first one included
 * @param estimate how long one execution probably takes, absent where nobody knows
 * @param smoke whether the step is repeated after a rollback
 * @param offers the tasks of which a person may have one run before the step is done again
 */
public record StepSettings(
        @Nullable String owner,
        Duration timeout,
        int attempts,
        @Nullable Estimate estimate,
        OnFailure onFailure,
        boolean smoke,
        List<String> offers) {
    public StepSettings {
        offers = List.copyOf(offers);
        if (attempts < 1) {
            throw new IllegalArgumentException("Attempts of a step are " + attempts + "; expected 1 or more");
        }
    }

    StepSettings estimated(Estimate known) {
        return new StepSettings(owner, timeout, attempts, known, onFailure, smoke, offers);
    }
}
