package dev.belay.orchestrator.deployment.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    @Test
    void endsADeploymentExactlyInItsTerminalStatuses() {
        for (DeploymentStatus status : DeploymentStatus.values()) {
            assertThat(DeploymentTransitions.after(status).isEmpty())
                    .as(status.name())
                    .isEqualTo(status.terminal());
        }
    }

    @Test
    void rollsBackOnlyByRollingBack() {
        assertThat(before(DeploymentStatus.ROLLED_BACK))
                .containsExactlyInAnyOrder(DeploymentStatus.ROLLING_BACK, DeploymentStatus.WAITING);
    }

    @Test
    void undoesNothingThatMayStillRun() {
        assertThat(StepTransitions.after(StepStatus.RUNNING)).doesNotContain(StepStatus.UNDOING, StepStatus.UNDONE);
        assertThat(StepTransitions.complaint(new StepId("backup"), StepStatus.RUNNING, StepStatus.UNDOING))
                .hasValueSatisfying(
                        complaint -> assertThat(complaint).contains("Step \"backup\" went from RUNNING to UNDOING"));
    }

    @Test
    void reachesEveryStatus() {
        for (StepStatus status : StepStatus.values()) {
            assertThat(status == StepStatus.PENDING
                            || Arrays.stream(StepStatus.values())
                                    .anyMatch(
                                            from -> StepTransitions.after(from).contains(status)))
                    .as(status.name())
                    .isTrue();
        }
    }

    private static Set<DeploymentStatus> before(DeploymentStatus status) {
        return Arrays.stream(DeploymentStatus.values())
                .filter(from -> DeploymentTransitions.after(from).contains(status))
                .collect(Collectors.toSet());
    }
}
