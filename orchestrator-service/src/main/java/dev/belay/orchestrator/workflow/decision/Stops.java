package dev.belay.orchestrator.workflow.decision;

import dev.belay.contracts.StepId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which steps are to stop, though nobody has cancelled the deployment: those beside one that has failed. */
public final class Stops {
    private final Map<StepId, String> reasons = new HashMap<>();

    /** Has the steps stop; a reason that one of them has already stays. */
    public void stop(Collection<StepId> steps, String why) {
        steps.forEach(step -> reasons.putIfAbsent(step, why));
    }

    /** A step that runs for another one stops with it. */
    public void join(StepId step, StepId other) {
        reason(other).ifPresent(why -> reasons.put(step, why));
    }

    /** All have come to their end; what takes them back must not stop. */
    public void lift() {
        reasons.clear();
    }

    public Optional<String> reason(StepId step) {
        return Optional.ofNullable(reasons.get(step));
    }
}
