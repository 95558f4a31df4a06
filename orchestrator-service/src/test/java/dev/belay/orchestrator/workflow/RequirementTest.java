package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities.RehearsalQuestion;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities.RehearsalRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What must have been rehearsed before a deployment changes anything. */
class RequirementTest {
    private static final String PLAN = """
            plan: shop
            parameters:
              version: {default: v2.0.0}
            requires: [{rehearsal: same migrations, within: 7d}]
            phases:
              - phase: change
                steps:
                  - maintenance: on
                  - rollout: ${version}
                  - migrate: 0007
                  - migrate: {online: [{addColumn: orders.size, type: text}]}
                  - migrate: latest
                  - maintenance: off
            """;

    private final FakeWorld world = new FakeWorld();

    @Test
    void looksForWhatThePlanWouldApplyOnceEveryMigrationIsJudgedAhead() {
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        RehearsalQuestion question = world.environment().lookedFor().get(0);
        assertThat(question.environment()).isEqualTo("shop-production");
        assertThat(question.within()).isEqualTo(Duration.ofDays(7));
        assertThat(question.migrations())
                .map(PlannedMigration::version)
                .containsExactlyInAnyOrder("2", "add column orders.size");
        assertThat(ended("required-1").status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(ended("required-1").account().evidence())
                .singleElement()
                .satisfies(evidence -> assertThat(evidence.value()).isEqualTo("in another deployment"));
    }

    @Test
    void whereItWasNotRehearsedNothingIsBegun() {
        world.environment().knows(new RehearsalRecord(null, "They were not rehearsed.", "Rehearse them."));
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason())
                    .startsWith("Step \"required-1\" failed: They were not rehearsed. Rehearse them.")
                    .endsWith("Nothing had been changed.");
        }

        assertThat(world.asked()).noneMatch(line -> line.contains("maintenance") || line.startsWith("rollout"));
        assertThat(ended("required-1").failure().message()).isEqualTo("They were not rehearsed.");
    }

    @Test
    void whereNobodyCanTellWhatWouldBeAppliedNothingIsBegun() {
        for (@Nullable List<PlannedMigration> told : unreadable()) {
            FakeWorld unable = new FakeWorld().plans(told);
            try (DeploymentBench bench = new DeploymentBench(unable).start(PLAN)) {
                assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
                assertThat(bench.reason()).contains("cannot be told before the first change");
            }
            assertThat(unable.environment().lookedFor()).isEmpty();
        }
    }

    private static List<@Nullable List<PlannedMigration>> unreadable() {
        List<@Nullable List<PlannedMigration>> cases = new ArrayList<>();
        cases.add(null);
        cases.add(List.of(new PlannedMigration("2", "")));
        return cases;
    }

    private EventBody.StepChanged ended(String step) {
        return world.events().stream()
                .filter(EventBody.StepChanged.class::isInstance)
                .map(EventBody.StepChanged.class::cast)
                .filter(event -> event.step().text().equals(step) && event.account() != null)
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
