package dev.belay.orchestrator.launch;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.EnvironmentTaking;
import dev.belay.orchestrator.workflow.EnvironmentActivities;
import org.jspecify.annotations.Nullable;

/** What watches ask about environments, answered from the API's own record. */
final class EnvironmentsOfWatches implements EnvironmentActivities {
    private final EnvironmentTaking environments;

    EnvironmentsOfWatches(EnvironmentTaking environments) {
        this.environments = environments;
    }

    @Override
    public Taking take(DeploymentId deployment, String environment, long seq) {
        EnvironmentTaking.Answer answer = environments.take(deployment, environment, seq);
        return new Taking(answer.heldBy(), answer.changedBy());
    }

    @Override
    public @Nullable DeploymentId laterChange(DeploymentId deployment, String environment) {
        return environments.laterChange(deployment, environment).orElse(null);
    }
}
