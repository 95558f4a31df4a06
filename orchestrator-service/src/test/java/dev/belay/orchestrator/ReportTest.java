package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.orchestrator.story.Story;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("otto");
    private final Story story = new Story(api.deploy("report-environment").at("/id"));

    @BeforeEach
    void aReleaseThatWasRolledBack() {
        story.started("report-environment")
                .status(DeploymentStatus.RUNNING, "")
                .decided("d-1", Story.APPROVE, DecisionKind.APPROVE, "rita")
                .step(Story.BACKUP, StepStatus.RUNNING)
                .done(
                        Story.BACKUP,
                        new Evidence("sha256", "0f|<i>0f</i>"),
                        new Evidence("plan now", "Seq Scan on visit\n  Filter: <script>"))
                .add(new EventBody.UndoRecorded(Story.BACKUP, "kept by a floor"))
                .add(new EventBody.UndoRecorded(Story.MIGRATE, "back to V6"))
                .step(Story.MIGRATE, StepStatus.RUNNING)
                .failed(Story.MIGRATE)
                .status(DeploymentStatus.ROLLING_BACK, "")
                .undo(Story.MIGRATE, StepStatus.UNDOING)
                .undo(Story.MIGRATE, StepStatus.UNDONE)
                .status(DeploymentStatus.ROLLED_BACK, "Step migrate failed")
                .events()
                .forEach(orchestrator.projection()::apply);
    }

    @Test
    void tellsPeopleWhatHappenedInMarkdown() {
        Api.Answer answer = api.get(path());

        assertThat(answer.header("Content-Type")).isEqualTo("text/markdown;charset=UTF-8");
        assertThat(answer.text())
                .startsWith("# Deployment " + story.deployment() + ": ROLLED_BACK")
                .contains("| Asked for by | otto, ")
                .contains("| Took | 2m |")
                .contains("| protect | backup | Back up the database | SUCCEEDED |")
                .contains("| 3s | 20s | 15% | — |")
                .contains("| backup | sha256 | 0f\\|\\<i\\>0f\\</i\\> |")
                .contains("backup, plan now:\n\n```\nSeq Scan on visit\n  Filter: <script>\n```\n")
                .contains("- What to do: Mend V7 and deploy again.")
                .contains("\n```\nERROR: <script>alert(1)</script>\n```\n")
                .contains("| rita | release-manager | approve | approve | looks \\<b\\>good\\</b\\> |")
                .contains("- migrate: back to V6")
                .contains("- Taken back: \\[migrate\\]")
                .contains("- Kept: \\[backup\\]");
    }

    @Test
    void tellsPeopleWhatHappenedInHtmlWithoutLettingAnybodysTextBecomeMarkup() {
        Api.Answer answer = api.get(path(), "Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8");

        assertThat(answer.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.text())
                .contains("<pre>Seq Scan on visit\n  Filter: &lt;script&gt;</pre>")
                .contains("<pre>ERROR: &lt;script&gt;alert(1)&lt;/script&gt;</pre>")
                .contains("<td>looks &lt;b&gt;good&lt;/b&gt;</td>")
                .doesNotContain("<script>")
                .doesNotContain("<i>");
    }

    @Test
    void tellsProgramsWhatHappenedInJson() {
        Api.Answer answer = api.get(path(), "Accept", "application/json");

        assertThat(answer.at("/status")).isEqualTo("ROLLED_BACK");
        assertThat(answer.at("/took")).isEqualTo("PT2M");
        assertThat(answer.at("/steps/1/id")).isEqualTo("backup");
        assertThat(answer.at("/steps/1/took")).isEqualTo("PT3S");
        assertThat(answer.at("/steps/1/percentOfEstimate")).isEqualTo("15");
        assertThat(answer.at("/steps/2/failure/code")).isEqualTo("MIGRATION_FAILED");
        assertThat(answer.at("/steps/2/undoTook")).isEqualTo("PT10S");
        assertThat(answer.at("/rollback/outcome")).isEqualTo("ROLLED_BACK");
        assertThat(answer.at("/rollback/kept/0")).isEqualTo("backup");
        assertThat(answer.at("/rollback/undone/0")).isEqualTo("migrate");
    }

    @Test
    void saysWhatWasLeftOutAndWhy() {
        Story ordinary = new Story(api.deploy("left-out-environment").at("/id"));
        ordinary.started("left-out-environment")
                .status(DeploymentStatus.RUNNING, "")
                .leftOut(Story.APPROVE, "Only where grade = critical; grade is ordinary.")
                .step(Story.BACKUP, StepStatus.RUNNING)
                .done(Story.BACKUP)
                .status(DeploymentStatus.SUCCEEDED, "Every step has succeeded")
                .events()
                .forEach(orchestrator.projection()::apply);
        String report = "/api/v1/deployments/" + ordinary.deployment() + "/report";

        assertThat(api.get(report).text())
                .contains("| protect | approve | Go? | SKIPPED |")
                .contains("- approve: Only where grade = critical; grade is ordinary.");
        Api.Answer json = api.get(report, "Accept", "application/json");
        assertThat(json.at("/steps/0/status")).isEqualTo("SKIPPED");
        assertThat(json.at("/steps/0/note")).isEqualTo("Only where grade = critical; grade is ordinary.");
    }

    private String path() {
        return "/api/v1/deployments/" + story.deployment() + "/report";
    }
}
