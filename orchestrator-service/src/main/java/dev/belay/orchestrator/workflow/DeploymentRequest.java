package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.plan.Plan;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a deployment's workflow is started with. */
public record DeploymentRequest(
        DeploymentId id, Plan plan, Target target, Person requester, Map<String, String> parameters, Pace pace) {
    public DeploymentRequest {
        parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    /** Who started the deployment, and what they said. */
    public record Person(String name, String comment) {}
}
