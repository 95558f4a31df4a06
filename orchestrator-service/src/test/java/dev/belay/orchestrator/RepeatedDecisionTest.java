package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.orchestrator.launch.RealRuns;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real API before real workflows: whatever is lost on the way, a decision has one effect. */
class RepeatedDecisionTest {
    private static final String PLAN = """
            plan: shop
            phases:
              - phase: release
                steps:
                  - approve: Go?
                    requester: allowed
                  - check: It works
                    http: [{get: /health}]
            """;

    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("rita");
    private final Queue<DeploymentEvent> late = new ConcurrentLinkedQueue<>();
    private volatile boolean projectionIsBehind;
    private RealRuns runs;

    @BeforeEach
    void begin() {
        runs = new RealRuns(orchestrator.surroundings(), this::take);
        orchestrator.gateway().real = runs.gateway();
    }

    @AfterEach
    void end() {
        orchestrator.gateway().real = null;
        orchestrator.gateway().losesAnswers = false;
        runs.close();
    }

    /** The second time nothing shows yet that there was a first one: the workflow alone knows. */
    @Test
    void anAnswerThatWasLostAndTheSameIdAgainHaveOneEffect() {
        String id = asked("repeat-lost");
        projectionIsBehind = true;
        orchestrator.gateway().losesAnswers = true;
        Api.Answer lost = decide(id, "click-1");
        assertThat(lost.status()).isEqualTo(503);
        assertThat(lost.at("/code")).isEqualTo("decision-not-answered");

        orchestrator.gateway().losesAnswers = false;
        assertThat(decide(id, "click-1").status()).isEqualTo(200);

        caughtUp();
        awaitSuccess(id);
        assertOneEffect(id);
    }

    @Test
    void anOrchestratorThatDiesBetweenADecisionAndItsEffectHasOneEffect() {
        String id = asked("repeat-killed");
        runs.publishNothing();
        assertThat(decide(id, "click-2").status()).isEqualTo(200);
        assertThat(runs.dispatched()).isEmpty();

        runs.kill();
        runs.restart();

        awaitSuccess(id);
        assertOneEffect(id);
        assertThat(decide(id, "click-2").status())
                .as("the same click once more, when all is over")
                .isEqualTo(200);
        assertOneEffect(id);
    }

    @Test
    void aDecisionWhileNobodyRunsWorkflowsIsNotAnsweredAndHoldsOnceItIsRepeated() {
        String id = asked("repeat-away");
        runs.kill();
        assertThat(decide(id, "click-3").status()).isEqualTo(503);

        runs.restart();
        assertThat(decide(id, "click-3").status()).isEqualTo(200);

        awaitSuccess(id);
        assertOneEffect(id);
    }

    private void assertOneEffect(String id) {
        assertThat(show(id).json().at("/decisions")).hasSize(1);
        assertThat(runs.dispatched()).containsExactly("check-1/DO/1");
    }

    private String asked(String environment) {
        String id = api.post("/api/v1/deployments", Map.of("plan", PLAN, "environment", environment))
                .at("/id");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> show(id).json().at("/questions").size() == 1);
        return id;
    }

    private Api.Answer decide(String id, String click) {
        return api.post(
                "/api/v1/deployments/" + id + "/decisions",
                Map.of("id", click, "decision", "approve", "question", "q1"));
    }

    private void awaitSuccess(String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> show(id).at("/status").equals(DeploymentStatus.SUCCEEDED.name()));
    }

    private Api.Answer show(String id) {
        return api.get("/api/v1/deployments/" + id);
    }

    private synchronized void take(DeploymentEvent event) {
        if (projectionIsBehind) {
            late.add(event);
        } else {
            orchestrator.projection().apply(event);
        }
    }

    private synchronized void caughtUp() {
        late.forEach(orchestrator.projection()::apply);
        projectionIsBehind = false;
    }
}
