package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.Intent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The files that a plan uses, from the request to the run. */
class UsedFilesTest {
    private static final String PLAN = "plan: shop\nphases: [{phase: a, steps: [{use: checks/smoke.yaml}]}]\n";
    private static final String SMOKE = "steps: [{notify: hello}]\n";

    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("otto");

    @AfterEach
    void everythingWorksAgain() {
        orchestrator.gateway().reachable = true;
    }

    @Test
    void areKeptWithTheIntentSoThatARestartStartsTheSamePlan() {
        orchestrator.gateway().reachable = false;
        Api.Answer answer = start("used-kept", Map.of("checks/smoke.yaml", SMOKE), "used-key-1");
        assertThat(answer.status()).isEqualTo(201);

        orchestrator.gateway().reachable = true;
        orchestrator.reconciler().reconcile();

        assertThat(intent(answer.at("/id")).plan())
                .isEqualTo(new Intent.PlanSource("shop", PLAN, Map.of("checks/smoke.yaml", SMOKE)));
    }

    @Test
    void belongToWhatAnIdempotencyKeyStandsFor() {
        start("used-hashed", Map.of("checks/smoke.yaml", SMOKE), "used-key-2");

        assertThat(start("used-hashed", Map.of("checks/smoke.yaml", SMOKE), "used-key-2")
                        .header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(start("used-hashed", Map.of("checks/smoke.yaml", SMOKE + "# other"), "used-key-2")
                        .at("/code"))
                .isEqualTo("idempotency-key-reused");
    }

    @Test
    void ofAPlanByNameAreTheServersOwn() throws IOException {
        Path plans = orchestrator.directory.resolve("plans");
        Files.createDirectories(plans.resolve("checks"));
        Files.writeString(plans.resolve("shop-using.yaml"), PLAN);
        Files.deleteIfExists(plans.resolve("checks/smoke.yaml"));

        Api.Answer missing = deploy("used-named");
        Api.Answer judged = api.post("/api/v1/plans/validate", Map.of("plan", "shop-using"));
        Files.writeString(plans.resolve("checks/smoke.yaml"), SMOKE);
        Api.Answer there = deploy("used-named");

        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.at("/findings/0/code")).isEqualTo("missing-file");
        assertThat(missing.at("/findings/0/file")).isEqualTo("shop-using");
        assertThat(judged.status()).isEqualTo(200);
        assertThat(judged.at("/valid")).isEqualTo("false");
        assertThat(judged.at("/findings/0/column")).isEqualTo("35");
        assertThat(intent(there.at("/id")).plan().files()).isEqualTo(Map.of("checks/smoke.yaml", SMOKE));
    }

    @Test
    void areRefusedWhereNoPlanCouldUseThem() {
        Api.Answer outside = start("used-refused", Map.of("../smoke.yaml", SMOKE), "used-key-3");
        Api.Answer large = start("used-refused", Map.of("smoke.yaml", "x".repeat(100_001)), "used-key-4");

        assertThat(outside.status()).isEqualTo(400);
        assertThat(outside.at("/code")).isEqualTo("value-invalid");
        assertThat(outside.at("/detail"))
                .isEqualTo(
                        "Field \"files\" names \"../smoke.yaml\"; expected a path such as checks/smoke.yaml, from the"
                                + " plan's directory downwards, without parameters.");
        assertThat(large.at("/detail")).isEqualTo("File \"smoke.yaml\" has 100001 bytes; expected at most 100000.");
    }

    private Api.Answer deploy(String environment) {
        return api.post("/api/v1/deployments", Map.of("plan", "shop-using", "environment", environment));
    }

    private Api.Answer start(String environment, Map<String, String> files, String key) {
        return api.post(
                "/api/v1/deployments",
                Map.of("plan", PLAN, "files", files, "environment", environment),
                "Idempotency-Key",
                key);
    }

    private Intent intent(String id) {
        return orchestrator.gateway().started.stream()
                .filter(intent -> intent.deployment().equals(new DeploymentId(id)))
                .findFirst()
                .orElseThrow();
    }
}
