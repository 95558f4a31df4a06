package dev.belay.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.e2e.harness.Answer;
import dev.belay.e2e.harness.Installation;
import dev.belay.e2e.harness.TaskGate;
import dev.belay.embedded.temporal.ServerChoice;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** With a Temporal that forgets, a release that is cut off says so, and holds its environment until somebody has looked. */
@Tag("long")
class InterruptedTest {
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String ENVIRONMENT = "interrupted";

    private static final String CUT_OFF = """
            plan: cut-off
            description: A task that is done, and one that will be cut off
            phases:
              - phase: change
                steps:
                  - run: at-once
                    id: done-before
                  - run: waits
                    id: cut-off
                  - run: at-once
                    id: never-begun
            """;

    private static final String SMALL = """
            plan: small
            description: One task
            phases:
              - phase: change
                steps:
                  - run: at-once
            """;

    @Test
    void cutOffDeploymentHoldsItsEnvironmentUntilItIsAcknowledged() {
        try (Installation belay = new Installation("interrupted", ServerChoice.IN_JVM, WorkerKind.ROLLOUT)) {
            TaskGate gate = TaskGate.in(belay);
            belay.addEnvironment(
                    ENVIRONMENT, """
                    environment: interrupted
                    tasks:
                      at-once: {command: ["true"], changes: nothing}
                      waits: {command: ["@waits@"], changes: data, undo: at-once}
                    """.replace("@waits@", gate.program().toString()));
            belay.start(ENVIRONMENT);

            DeploymentId id = belay.api().start(CUT_OFF, ENVIRONMENT);
            gate.awaitRun(LIMIT);
            belay.orchestrator().kill();
            belay.temporal().kill();
            belay.startTemporal();
            belay.orchestrator().start();

            JsonNode end = belay.api().awaitEnd(id, DeploymentStatus.INTERRUPTED, LIMIT);
            assertThat(end.path("interruption").path("done")).hasToString("[\"done-before\"]");
            assertThat(end.path("interruption").path("unknown")).hasToString("[\"cut-off\"]");
            assertThat(end.path("reason").asString(""))
                    .contains("nobody knows what became of [cut-off]", "then acknowledge");

            gate.open();
            Answer refused = belay.api().askFor(SMALL, ENVIRONMENT, "while-interrupted");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("code")).isEqualTo("environment-busy");
            assertThat(refused.text("deployment")).isEqualTo(id.text());

            assertThat(belay.api().decide(id, DecisionKind.ACKNOWLEDGE).status())
                    .isEqualTo(200);
            belay.api().awaitEnd(belay.api().start(SMALL, ENVIRONMENT), DeploymentStatus.SUCCEEDED, LIMIT);
        }
    }
}
