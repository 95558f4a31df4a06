package dev.belay.orchestrator.launch;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.EnvironmentTaking;
import dev.belay.orchestrator.deployment.Rehearsals;
import dev.belay.orchestrator.deployment.StartAdmission;
import dev.belay.orchestrator.deployment.Successors;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import org.jspecify.annotations.Nullable;

/** What workflows ask about other deployments and about environments that they do not hold, answered from the API's own record. */
final class Environments implements EnvironmentActivities {
    private final EnvironmentTaking environments;
    private final StartAdmission starts;
    private final Successors successors;
    private final Rehearsals rehearsals;

    Environments(EnvironmentTaking environments, StartAdmission starts, Successors successors, Rehearsals rehearsals) {
        this.environments = environments;
        this.starts = starts;
        this.successors = successors;
        this.rehearsals = rehearsals;
    }

    @Override
    public Taking take(DeploymentId deployment, String environment, long seq) {
        EnvironmentTaking.Answer answer = environments.take(deployment, environment, seq);
        return new Taking(answer.heldBy(), answer.changedBy());
    }

    @Override
    public Admission admit(DeploymentId deployment, long seq) {
        StartAdmission.Answer answer = starts.admit(deployment, seq);
        return new Admission(
                answer.obstacle(), answer.lasting(), answer.lasts() == StartAdmission.Lasts.UNTIL_JUDGED_ANEW);
    }

    @Override
    public RehearsalRecord rehearsal(RehearsalQuestion question) {
        Rehearsals.Answer answer = rehearsals.of(question.environment(), question.migrations(), question.within());
        return new RehearsalRecord(answer.found(), answer.obstacle(), answer.next());
    }

    @Override
    public Next next(DeploymentId deployment, boolean instead) {
        return successors
                .after(deployment, instead)
                .map(next -> new Next(next.deployment(), next.startsAt()))
                .orElseGet(() -> new Next(null, null));
    }

    @Override
    public Standing standing(DeploymentId deployment) {
        return switch (environments.standing(deployment)) {
            case OPEN -> Standing.OPEN;
            case OVER -> Standing.OVER;
            case UNKNOWN -> Standing.UNKNOWN;
        };
    }

    @Override
    public @Nullable DeploymentId laterChange(DeploymentId deployment, String environment) {
        return environments.laterChange(deployment, environment).orElse(null);
    }
}
