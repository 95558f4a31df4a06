package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.RolloutWork;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a question shows of what was found out before it. */
class ShownFactsTest {
    private static final String PLAN = """
            plan: shop
            parameters:
              version: {default: v2.0.0}
            phases:
              - phase: change
                steps:
                  - rehearse: database
                  - approve: Go?
                    show: [rehearsal, migrations]
                  - rollout: ${version}
                  - migrate: latest
            """;

    private final FakeWorld world = new FakeWorld();

    @Test
    void showsWhatWouldBeAppliedAndWhatItsRehearsalHasFound() {
        world.tells("migrate-1.ahead", List.of(new Evidence("would apply", "0007 (sizes)")));
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.awaitQuestion(1).text())
                    .startsWith(
                            "Go? Migrations, by migrate-1.ahead: would apply: 0007 (sizes). Rehearsal, by rehearse-1: ")
                    .contains("migrated: 4000 ms, no lock seen that makes others wait")
                    .endsWith("copy: dropped.");
            bench.decide(DecisionKind.APPROVE, "anna");
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @Test
    void showsWhatTheReleaseBrings() {
        world.tells(
                "prepare-1",
                List.of(
                        new Evidence("prepare", "sh took 1s"),
                        new Evidence(RolloutWork.CHANGES, "1a2b3c4 Sizes\n5d6e7f8 Colours\n(v1.0.0 to v2.0.0)")));
        try (DeploymentBench bench =
                new DeploymentBench(world).start(PLAN.replace("[rehearsal, migrations]", "[changes]"))) {
            assertThat(bench.awaitQuestion(1).text())
                    .isEqualTo("Go? Changes, by prepare-1: changes: 1a2b3c4 Sizes; 5d6e7f8 Colours; (v1.0.0 to"
                            + " v2.0.0).");
            bench.decide(DecisionKind.APPROVE, "anna");
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @Test
    void showsTheEarlierRehearsalThatThePlanRequires() {
        String plan = PLAN.replace("phases:", "requires: [{rehearsal: same migrations, within: 7d}]\nphases:")
                .replace("      - rehearse: database\n", "");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.awaitQuestion(1).text())
                    .endsWith("Rehearsal, by required-1: rehearsed: in another deployment.");
            bench.decide(DecisionKind.APPROVE, "anna");
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @Test
    void saysWhereNothingIsToBeMigrated() {
        String plan = PLAN.replace("      - rehearse: database\n", "")
                .replace("show: [rehearsal, migrations]", "show: [migrations]")
                .replace("      - migrate: latest\n", "");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.awaitQuestion(1).text()).isEqualTo("Go? Migrations, by no step: there is none.");
            bench.decide(DecisionKind.APPROVE, "anna");
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }
}
