package dev.belay.orchestrator.deployment.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.belay.contracts.StepId;
import java.util.List;

/**
 * An interruption with what is known of the work.
 *
 * @param done steps that were done, newest last
 * @param unknown steps that were under way, or whose outcome nobody knows
 */
public record InterruptionView(@JsonUnwrapped Interruption interruption, List<StepId> done, List<StepId> unknown) {
    public InterruptionView {
        done = List.copyOf(done);
        unknown = List.copyOf(unknown);
    }
}
