package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Manifest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("otto");

    @Test
    void judgesAPlanWithoutRunningIt() {
        Api.Answer good = api.post("/api/v1/plans/validate", Map.of("plan", "shop-update"));
        Api.Answer bad = api.post("/api/v1/plans/validate", Map.of("plan", "plan: x\nbroken: 1"));

        assertThat(good.at("/valid")).isEqualTo("true");
        assertThat(bad.status()).isEqualTo(200);
        assertThat(bad.at("/valid")).isEqualTo("false");
        assertThat(bad.at("/findings/0/suggestion")).isEqualTo("Did you mean \"phases\"?");
    }

    @Test
    void warnsOfWhatIsNoReasonToRefuseAPlanOnAnEnvironment() {
        String doubtful = "plan: doubtful";

        Api.Answer there =
                api.post("/api/v1/plans/validate", Map.of("plan", doubtful + "\nphases: []", "environment", "shop"));
        Api.Answer byItself = api.post("/api/v1/plans/validate", Map.of("plan", doubtful + "\nphases: []"));

        assertThat(there.at("/valid")).isEqualTo("true");
        assertThat(there.at("/warnings/0/code")).isEqualTo("not-known");
        assertThat(byItself.at("/valid")).isEqualTo("true");
        assertThat(byItself.json().at("/warnings").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                | 400 | field-missing",
                "{\"plan\": \"  \"}                                  | 400 | field-missing",
                "{\"plan\": \"shop-update\", \"plans\": 1}           | 400 | field-unknown",
                "{\"plan\": \"shop-update\", \"parameters\": {\"a\": null}}  | 400 | value-invalid",
                "{\"plan\": \"shop-update\", \"files\": {\"../a.yaml\": \"\"}} | 400 | value-invalid",
                "{\"plan\": \"shop-update\", \"files\": {\"a.yaml\": null}}  | 400 | value-invalid",
                "{\"plan\":                                          | 400 | body-unreadable",
                "{\"plan\": \"no-such-plan\"}                        | 422 | plan-unknown",
            })
    void saysWhyARequestCannotBeJudged(String body, int status, String code) {
        Api.Answer answer = api.post("/api/v1/plans/validate", body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/detail")).isNotEmpty();
    }

    @Test
    void showsEnvironmentsWithWhatHoldsThemAndWhatIsWrong() {
        orchestrator
                .surroundings()
                .manifests
                .addAll(List.of(manifest(WorkerKind.ROLLOUT, "aa"), manifest(WorkerKind.BACKUP, "bb")));
        String busy = api.deploy("shown-environment").at("/id");

        Api.Answer answer = api.get("/api/v1/environments");

        assertThat(answer.at("/items/0/name")).isEqualTo("shown-environment");
        assertThat(answer.at("/items/0/pool")).isEqualTo("default");
        assertThat(answer.at("/items/0/busyWith")).isEqualTo(busy);
        assertThat(answer.at("/items/0/abilities/tasks/0/name")).isEqualTo("flush");
        assertThat(answer.at("/items/0/abilities/migrationTool")).isEqualTo("flyway");
        assertThat(answer.at("/items/0/workers/0/worker")).isEqualTo("backup");
        assertThat(answer.at("/items/0/problems/0")).contains("2 different environment files");
        assertThat(answer.json().at("/items/0").has("digest")).isFalse();
    }

    private static Manifest manifest(WorkerKind worker, String digest) {
        return new Manifest(
                "shown-environment",
                "default",
                worker,
                digest,
                Instant.now(),
                new Manifest.Abilities(
                        List.of(new Manifest.Task("flush", Manifest.Changes.DATA, true, null)),
                        Set.of("maintenance"),
                        Set.of("public"),
                        Set.of(),
                        Set.of(),
                        "flyway"),
                null);
    }
}
