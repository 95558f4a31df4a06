package dev.belay.orchestrator.deployment.preview;

import dev.belay.orchestrator.deployment.Intent;
import java.time.Instant;
import java.util.Map;

/** Says what deployments would do. */
public interface Previews {
    /**
     * What a deployment of a valid plan would do.
     *
     * @param begins when it would be started
     */
    PlanPreview preview(Intent.PlanSource plan, Map<String, String> parameters, String environment, Instant begins);
}
