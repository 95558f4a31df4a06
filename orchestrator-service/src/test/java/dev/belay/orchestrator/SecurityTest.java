package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecurityTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();

    @Test
    void asksForATokenAndSaysHow() {
        Api.Answer answer = orchestrator.as("").get("/api/v1/deployments");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/code")).isEqualTo("token-missing");
        assertThat(answer.at("/next")).contains("Authorization: Bearer");
    }

    @Test
    void refusesATokenThatNobodyHas() {
        Api.Answer answer = orchestrator.as("nobody").get("/api/v1/deployments");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("token-unknown");
    }

    @Test
    void leavesOpenWhatMonitoringReads() {
        Api nobody = orchestrator.as("");

        assertThat(nobody.get("/actuator/health").status()).isEqualTo(200);
        assertThat(nobody.get("/actuator/prometheus").text()).contains("belay_decisions_pending");
        assertThat(nobody.get("/v3/api-docs")
                        .at("/paths/~1api~1v1~1deployments/post/responses/default/content/application~1problem+json"
                                + "/schema/$ref"))
                .isEqualTo("#/components/schemas/Problem");
        assertThat(nobody.get("/v3/api-docs").at("/components/schemas/Problem/properties/code/type"))
                .isEqualTo("string");
    }

    @Test
    void asksForATokenWhereverElse() {
        for (String path : List.of("/", "/actuator", "/actuator/env", "/nowhere", "/error")) {
            assertThat(orchestrator.as("").get(path).status()).as(path).isEqualTo(401);
        }
    }

    @Test
    void readsTheFileOfTokensAgainWhenItHasChanged() throws Exception {
        Api zoe = orchestrator.as("zoe");
        assertThat(zoe.get("/api/v1/deployments").status()).isEqualTo(401);

        orchestrator.writeTokens(OrchestratorForTests.tokenLine("zoe", "viewer", "zoe-token") + "not a line\n");
        assertThat(zoe.get("/api/v1/deployments").status()).isEqualTo(200);

        orchestrator.writeTokens("");
        assertThat(zoe.get("/api/v1/deployments").status()).isEqualTo(401);
    }

    @Test
    void saysAsProblemsWhatIsNotThere() {
        Api vera = orchestrator.as("vera");

        assertThat(vera.get("/api/v1/nowhere").at("/code")).isEqualTo("address-unknown");
        assertThat(vera.get("/api/v1/deployments/none").at("/code")).isEqualTo("deployment-unknown");
        assertThat(vera.get("/api/v1/deployments/NO_ID").status()).isEqualTo(404);
        assertThat(vera.get("/api/v1/deployments/none/report", "Accept", "text/markdown")
                        .at("/code"))
                .isEqualTo("deployment-unknown");
        assertThat(vera.get("/api/v1/deployments/none/events", "Accept", "text/event-stream")
                        .at("/code"))
                .isEqualTo("deployment-unknown");
        assertThat(vera.get("/api/v1/deployments?limit=0").at("/code")).isEqualTo("value-invalid");
        assertThat(vera.get("/api/v1/deployments?status=NONE").at("/code")).isEqualTo("value-invalid");
        assertThat(vera.get("/api/v1/deployments?after=none").at("/code")).isEqualTo("deployment-unknown");
        assertThat(vera.post("/api/v1/environments", "{}").at("/code")).isEqualTo("method-not-allowed");
        assertThat(vera.get("/api/v1/environments", "Accept", "image/png").at("/code"))
                .isEqualTo("not-acceptable");
        assertThat(vera.send(vera.request("/api/v1/plans/validate", "Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("x")))
                        .at("/code"))
                .isEqualTo("media-type-unsupported");
        assertThat(vera.get("/api/v1//deployments;x=1").at("/code")).isEqualTo("request-invalid");
    }

    @Test
    void letsOnlyAnAdministratorRebuildTheProjection() {
        int before = orchestrator.surroundings().rebuilds.get();

        Api.Answer refused = orchestrator.as("rita").post("/api/v1/admin/projection/rebuild", "{}");
        Api.Answer accepted = orchestrator.as("adam").post("/api/v1/admin/projection/rebuild", "{}");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/role")).isEqualTo("admin");
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(orchestrator.surroundings().rebuilds.get()).isEqualTo(before + 1);
    }
}
