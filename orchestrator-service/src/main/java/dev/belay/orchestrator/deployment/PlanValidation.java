package dev.belay.orchestrator.deployment;

import dev.belay.documents.Finding;
import dev.belay.orchestrator.plan.timing.Timing;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Judges plans before anything runs. */
public interface PlanValidation {
    /**
     * Every complaint about the plan; none where it may run.
     *
     * @param environment absent where the plan is judged by itself
     */
    List<Finding> validate(Intent.PlanSource plan, Map<String, String> parameters, @Nullable String environment);

    /** What is no reason to refuse a valid plan on the environment, and yet should be known. */
    List<Finding> warnings(Intent.PlanSource plan, Map<String, String> parameters, String environment);

    /** The times of a plan that has no complaint. */
    Timing timing(Intent.PlanSource plan, Map<String, String> parameters);
}
