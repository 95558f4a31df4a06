package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * Tells people.
 *
 * @param channel absent for the channel of the notifier's own configuration
 */
public record NotifyStep(String text, @Nullable String channel) implements StepDefinition {
    @Override
    public StepKind kind() {
        return StepKind.NOTIFY;
    }
}
