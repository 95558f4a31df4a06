package dev.belay.orchestrator.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final String PROVEN = "backup: database\nverify: [restore]";
    private static final String RESTORED = "migrate: latest\nundo: restore";

    @Test
    void goesBackToTheNewestProvenBackupBeforeAStepThatIsUndoneByRestore() {
        Plan plan = PlanTexts.plan(PROVEN, "migrate: 5", PROVEN, "backup: database", RESTORED, PROVEN);

        assertThat(goneBackTo(plan)).containsExactly("backup-2");
    }

    @Test
    void goesBackToNoBackupWhereNothingIsUndoneByRestore() {
        assertThat(goneBackTo(PlanTexts.plan(PROVEN, "migrate: latest"))).isEmpty();
    }

    private static List<String> goneBackTo(Plan plan) {
        return plan.steps().stream()
                .filter(plan::isGoneBackTo)
                .map(step -> step.id().text())
                .toList();
    }
}
