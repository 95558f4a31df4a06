package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("vera");

    @Test
    void saysWhatAPlanWouldDoAndStartsNothing() {
        Api.Answer answer =
                api.post("/api/v1/plans/preview", Map.of("plan", "shop-update", "environment", "preview-plain"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/plan")).isEqualTo("shop-update");
        assertThat(answer.at("/environment")).isEqualTo("preview-plain");
        assertThat(answer.at("/hours/begins")).isNotEmpty();
        assertThat(orchestrator.as("otto").deploy("preview-plain").status()).isEqualTo(201);
    }

    @Test
    void refusesAPlanThatMayNotRun() {
        Api.Answer answer = api.post(
                "/api/v1/plans/preview", Map.of("plan", "plan: x\nbroken: 1", "environment", "preview-invalid"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("/code")).isEqualTo("plan-invalid");
        assertThat(answer.at("/findings/0/code")).isEqualTo("unknown-key");
    }

    @Test
    void needsAnEnvironment() {
        Api.Answer answer = api.post("/api/v1/plans/preview", Map.of("plan", "shop-update"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/code")).isEqualTo("field-missing");
    }
}
