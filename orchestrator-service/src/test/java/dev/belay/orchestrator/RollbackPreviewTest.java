package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.RollbackPreview;
import dev.belay.orchestrator.deployment.PreviewAnswer;
import dev.belay.orchestrator.story.Story;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollbackPreviewTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final FakeGateway gateway = orchestrator.gateway();

    @AfterEach
    void silentAgain() {
        gateway.preview = to -> new PreviewAnswer.NotAnswered();
    }

    @Test
    void showsWhatTheRunSays() {
        Story story = running("preview-shown");
        gateway.preview = to -> new PreviewAnswer.Shown(new RollbackPreview(
                to,
                "It is taken back to step \"backup\".",
                List.of(new RollbackPreview.Loss(
                        List.of(Story.MIGRATE), "database", "schema back to 6", "What was added.")),
                List.of(Story.BACKUP),
                List.of("The maintenance page stays on.")));

        Api.Answer answer = preview(story, "?to=backup");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/to")).isEqualTo("backup");
        assertThat(answer.at("/takenBack/0/steps/0")).isEqualTo("migrate");
        assertThat(answer.at("/takenBack/0/loses")).isEqualTo("What was added.");
        assertThat(answer.at("/warnings/0")).isEqualTo("The maintenance page stays on.");
    }

    @Test
    void saysWhyOneCannotGoBackSoFar() {
        Story story = running("preview-refused");
        gateway.preview = to -> new PreviewAnswer.Refused("no-way-back", "Step \"x\" has not been passed.");

        assertThat(preview(story, "?to=x").status()).isEqualTo(409);
        assertThat(preview(story, "?to=x").at("/code")).isEqualTo("no-way-back");
        assertThat(preview(story, "?to=Not%20a%20step").at("/code")).isEqualTo("value-invalid");
    }

    @Test
    void mayBeAskedAgainWhereNobodyAnswered() {
        Story story = running("preview-silent");

        assertThat(preview(story, "").status()).isEqualTo(503);
        assertThat(preview(story, "").at("/code")).isEqualTo("rollback-preview-not-answered");
    }

    @Test
    void isNotThereForWhatHasEnded() {
        Story story = running("preview-ended");
        story.status(DeploymentStatus.SUCCEEDED, "").events().forEach(orchestrator.projection()::apply);

        assertThat(preview(story, "").at("/code")).isEqualTo("deployment-finished");
    }

    private Api.Answer preview(Story story, String query) {
        return orchestrator.as("vera").get("/api/v1/deployments/" + story.deployment() + "/rollback" + query);
    }

    private Story running(String environment) {
        Story story = new Story(orchestrator.as("otto").deploy(environment).at("/id"))
                .started(environment)
                .status(DeploymentStatus.RUNNING, "");
        story.events().forEach(orchestrator.projection()::apply);
        return story;
    }
}
