package dev.belay.orchestrator.workflow.decision;

import dev.belay.contracts.StepId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which steps are to stop, though nobody has cancelled the deployment: those beside one that has failed. */
public final class Stops {
    private final Map<StepId, String> reasons = new HashMap<>();
    private final Map<StepId, StepId> parts = new HashMap<>();
    private final Set<StepId> spared = new HashSet<>();

    /** Has the steps stop; a reason that one of them has already stays. */
    public void stop(Collection<StepId> steps, String why) {
        steps.forEach(step -> reasons.putIfAbsent(step, why));
    }

    /** A step that runs for another one stops with it. */
    public void join(StepId step, StepId other) {
        reason(other).ifPresent(why -> reasons.put(step, why));
    }

    /** A step that is a part of another one stops with it, whenever that is told to. */
    public void contain(StepId part, StepId whole) {
        parts.put(part, whole);
    }

    /** A step that cleans up does not stop, not even where the deployment is cancelled. */
    public void spare(StepId step) {
        spared.add(step);
    }

    public boolean spares(StepId step) {
        return spared.contains(step);
    }

    /** All have come to their end; what takes them back must not stop. */
    public void lift() {
        reasons.clear();
    }

    public Optional<String> reason(StepId step) {
        return Optional.ofNullable(reasons.get(parts.getOrDefault(step, step)));
    }
}
