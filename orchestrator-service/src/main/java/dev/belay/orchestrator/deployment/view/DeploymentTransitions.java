package dev.belay.orchestrator.deployment.view;

import static dev.belay.contracts.DeploymentStatus.CANCELLED;
import static dev.belay.contracts.DeploymentStatus.INTERRUPTED;
import static dev.belay.contracts.DeploymentStatus.ROLLBACK_FAILED;
import static dev.belay.contracts.DeploymentStatus.ROLLED_BACK;
import static dev.belay.contracts.DeploymentStatus.ROLLING_BACK;
import static dev.belay.contracts.DeploymentStatus.RUNNING;
import static dev.belay.contracts.DeploymentStatus.SCHEDULED;
import static dev.belay.contracts.DeploymentStatus.SUCCEEDED;
import static dev.belay.contracts.DeploymentStatus.WAITING;
import static dev.belay.contracts.DeploymentStatus.WATCHING;

import dev.belay.contracts.DeploymentStatus;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which status of a deployment may follow which. */
public final class DeploymentTransitions {
    private DeploymentTransitions() {}

    /** The statuses that may follow; a status that lasts may be said again with another reason. */
    public static Set<DeploymentStatus> after(DeploymentStatus status) {
        return switch (status) {
            case SCHEDULED -> EnumSet.of(SCHEDULED, RUNNING, WAITING, CANCELLED, INTERRUPTED);
            case PENDING -> EnumSet.of(SCHEDULED, RUNNING, WAITING, ROLLING_BACK, CANCELLED, INTERRUPTED);
            case RUNNING -> EnumSet.of(RUNNING, WAITING, WATCHING, ROLLING_BACK, SUCCEEDED, CANCELLED, INTERRUPTED);
            case WAITING ->
                EnumSet.of(
                        WAITING,
                        RUNNING,
                        WATCHING,
                        ROLLING_BACK,
                        SUCCEEDED,
                        ROLLED_BACK,
                        ROLLBACK_FAILED,
                        CANCELLED,
                        INTERRUPTED);
            case WATCHING -> EnumSet.of(WATCHING, WAITING, ROLLING_BACK, SUCCEEDED, CANCELLED, INTERRUPTED);
            case ROLLING_BACK ->
                EnumSet.of(ROLLING_BACK, WAITING, ROLLED_BACK, ROLLBACK_FAILED, CANCELLED, INTERRUPTED);
            case SUCCEEDED, ROLLED_BACK, ROLLBACK_FAILED, CANCELLED, INTERRUPTED ->
                EnumSet.noneOf(DeploymentStatus.class);
        };
    }

    /** What is wrong with the transition, where something is. */
    public static Optional<String> complaint(DeploymentStatus from, DeploymentStatus to) {
        return after(from).contains(to)
                ? Optional.empty()
                : Optional.of("The deployment went from " + from + " to " + to + "; expected one of " + after(from));
    }
}
