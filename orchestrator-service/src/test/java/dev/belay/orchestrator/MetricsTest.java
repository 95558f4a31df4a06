package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.message.Beat;
import dev.belay.orchestrator.deployment.metrics.DeploymentMetrics;
import dev.belay.orchestrator.deployment.projection.DeploymentProjection;
import dev.belay.orchestrator.deployment.record.Interruptions;
import dev.belay.orchestrator.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final DeploymentProjection projection = orchestrator.projection();
    private final DeploymentMetrics metrics = orchestrator.context.getBean(DeploymentMetrics.class);
    private final Api api = orchestrator.as("otto");

    @Test
    void countsWhatHasEndedOnceHoweverOftenTheEventsCome() {
        double backups = value("belay_step_seconds_count", "kind=\"backup\"", "outcome=\"failed\"");
        Story story = new Story(api.deploy("metrics-count").at("/id"))
                .started("metrics-count")
                .status(DeploymentStatus.RUNNING, "")
                .step(Story.BACKUP, StepStatus.RUNNING)
                .failed(Story.BACKUP)
                .status(DeploymentStatus.ROLLING_BACK, "")
                .status(DeploymentStatus.ROLLED_BACK, "");

        story.events().forEach(projection::apply);
        story.events().forEach(projection::apply);

        assertThat(value("belay_deployments_total", "environment=\"metrics-count\"", "outcome=\"rolled_back\""))
                .isEqualTo(1);
        assertThat(value("belay_deployments_total", "environment=\"metrics-count\"", "outcome=\"succeeded\""))
                .isZero();
        assertThat(value("belay_deployment_seconds_sum", "environment=\"metrics-count\"", "outcome=\"rolled_back\""))
                .isEqualTo(50);
        assertThat(value("belay_step_seconds_count", "kind=\"backup\"", "outcome=\"failed\""))
                .isEqualTo(backups + 1);
    }

    @Test
    void deploymentWhoseRunEndedWithoutSayingHowIsCountedAndStuckUntilSomebodyHasLooked() {
        double stuck = value("belay_deployments_stuck");
        Story story = new Story(api.deploy("metrics-interrupted").at("/id"))
                .started("metrics-interrupted")
                .status(DeploymentStatus.RUNNING, "");
        story.events().forEach(projection::apply);

        orchestrator.context.getBean(Interruptions.class).declare(story.deployment(), Instant.now());

        assertThat(value("belay_deployments_total", "environment=\"metrics-interrupted\"", "outcome=\"interrupted\""))
                .isEqualTo(1);
        assertThat(value("belay_deployments_stuck")).isEqualTo(stuck + 1);
        Api.Answer acknowledged = orchestrator
                .as("rita")
                .post(
                        "/api/v1/deployments/" + story.deployment() + "/decisions",
                        Map.of("id", "metrics-1", "decision", "acknowledge", "comment", "looked at it"));
        assertThat(acknowledged.status()).isEqualTo(200);
        assertThat(value("belay_deployments_stuck")).isEqualTo(stuck);
    }

    @Test
    void stepUnderWayThatNobodyBeatsForIsStuckUntilSomebodyDoes() {
        double stuck = value("belay_deployments_stuck");
        Story story = new Story(api.deploy("metrics-silent").at("/id"))
                .started("metrics-silent")
                .status(DeploymentStatus.RUNNING, "")
                .step(Story.MIGRATE, StepStatus.RUNNING);
        story.events().forEach(projection::apply);

        beat(story, Instant.now().minus(Duration.ofHours(2)));
        assertThat(value("belay_heartbeat_age_seconds", "kind=\"migrate\"")).isCloseTo(7200, within(60.0));
        assertThat(value("belay_deployments_stuck")).isEqualTo(stuck + 1);

        beat(story, Instant.now());
        assertThat(value("belay_heartbeat_age_seconds", "kind=\"migrate\"")).isLessThan(7200);
        assertThat(value("belay_deployments_stuck")).isEqualTo(stuck);
        story.status(DeploymentStatus.ROLLING_BACK, "").status(DeploymentStatus.ROLLED_BACK, "");
        story.events().forEach(projection::apply);
    }

    @Test
    void questionForAPersonIsPendingAndNotStuck() {
        double stuck = value("belay_deployments_stuck");
        double pending = value("belay_decisions_pending");
        Story story = new Story(api.deploy("metrics-question").at("/id"))
                .started("metrics-question")
                .status(DeploymentStatus.WAITING, "")
                .asked(Story.APPROVE, Role.OPERATOR, DecisionKind.APPROVE);

        story.events().forEach(projection::apply);

        assertThat(value("belay_decisions_pending")).isEqualTo(pending + 1);
        assertThat(value("belay_deployments_stuck")).isEqualTo(stuck);
        assertThat(value("belay_deployments_running", "environment=\"metrics-question\""))
                .isEqualTo(1);
    }

    private void beat(Story story, Instant at) {
        orchestrator
                .surroundings()
                .beat(new Beat(story.execution(Story.MIGRATE), 1, "", "migration@test", Beat.State.RUNNING, at, null));
    }

    /** The value of the one series of that name with these labels. */
    private double value(String name, String... labels) {
        metrics.read();
        return api.get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .reduce((one, other) -> {
                    throw new AssertionError("More than one series " + name + " with " + Arrays.toString(labels));
                })
                .orElseThrow(() -> new AssertionError("No series " + name + " with " + Arrays.toString(labels)));
    }
}
