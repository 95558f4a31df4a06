package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TogetherTest {
    private static final String PLAN = """
            plan: shop-release
            parameters:
              version: {pattern: 'v\\d+\\.\\d+\\.\\d+'}
            phases:
              - phase: change
                steps:
                  - backup: database
                    verify: [list, checksum, restore]
                  - together:
                      - maintenance: on
                      - rollout: ${version}
                      - migrate: latest
                  - together:
                      - check: The shop answers
                        attempts: 1
                        http: [{get: /health}]
                      - check: Its rows are there
                        attempts: 1
                        onFailure: ask
                        database: {connections: under 80%}
                      - check: Its files are there
                        attempts: 1
                        files: [{path: /srv/shop/feed.xml}]
            """;
    private static final List<List<String>> GROUPS =
            List.of(List.of("maintenance-1", "rollout-1", "migrate-1"), List.of("check-1", "check-2", "check-3"));

    private final FakeWorld world = new FakeWorld();

    @Test
    void runsItsStepsAtOnce() {
        world.openUntilCancelled("rollout-1/do");

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            world.awaitAsked("migrate-1/do/1 MigrateWork");
            world.awaitAsked("maintenance-1/do/1 maintenance ON");
            assertThat(world.asked()).doesNotContain("check-1/do/1 CheckWork");
            world.end("rollout-1/do", Outcome.SUCCEEDED);

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.asked())
                .contains("check-1/do/1 CheckWork", "check-2/do/1 CheckWork", "check-3/do/1 CheckWork");
    }

    @Test
    void whenOneFailsTheOthersAreStoppedAndWaitedForBeforeAnythingIsUndone() {
        world.openUntilCancelled("migrate-1/do").openUntilCancelled("rollout-1/do");

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            awaitDone("maintenance-1");
            world.awaitAsked("rollout-1/do/1 ROLL_OUT v2.0.0");
            world.end("migrate-1/do", Outcome.FAILED);

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }

        assertThat(world.cancellations()).singleElement().satisfies(cancellation -> {
            assertThat(cancellation.execution().step().text()).isEqualTo("rollout-1");
            assertThat(cancellation.reason()).isEqualTo("step \"migrate-1\", which runs beside it, has failed");
        });
        assertThat(statuses("rollout-1"))
                .containsSubsequence(StepStatus.RUNNING, StepStatus.CANCELLED, StepStatus.UNDONE);
        assertThat(reasonOf(DeploymentStatus.ROLLING_BACK)).isEqualTo("Step \"migrate-1\" failed: it did not work");
    }

    @Test
    void recordsEachUndoBeforeItsStepBegins() {
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            bench.end();
        }

        for (String step : List.of("maintenance-1", "rollout-1", "migrate-1")) {
            List<EventBody> events = world.events();
            int recorded = indexOf(
                    events,
                    event -> event instanceof EventBody.UndoRecorded undo
                            && undo.step().text().equals(step));
            int done = indexOf(
                    events,
                    event -> event instanceof EventBody.StepChanged changed
                            && changed.step().text().equals(step)
                            && changed.status() == StepStatus.SUCCEEDED);
            assertThat(recorded).as(step).isNotNegative().isLessThan(done);
        }
    }

    @Test
    void aCancelledDeploymentStopsAllOfThem() {
        world.openUntilCancelled("rollout-1/do").openUntilCancelled("migrate-1/do");

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            world.awaitAsked("rollout-1/do/1 ROLL_OUT v2.0.0");
            world.awaitAsked("migrate-1/do/1 MigrateWork");
            bench.decide(DecisionKind.CANCEL, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.cancellations())
                .extracting(cancellation -> cancellation.execution().step().text())
                .containsExactlyInAnyOrder("rollout-1", "migrate-1");
    }

    @Test
    void beginsNoneOfThemWhereItIsCancelledBefore() {
        world.openUntilCancelled("rollout-1/before");

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            world.awaitAsked("rollout-1/before/1 CURRENT");
            bench.decide(DecisionKind.CANCEL, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.asked()).noneMatch(line -> line.contains("migrate-1/") || line.contains("maintenance-1/do"));
        assertThat(statuses("maintenance-1")).containsSubsequence(StepStatus.CANCELLED, StepStatus.UNDONE);
        assertThat(statuses("rollout-1")).endsWith(StepStatus.CANCELLED);
    }

    @Test
    void aQuestionAboutOneStepStandsWhileTheOthersGoOn() {
        world.answers("check-2/do", Outcome.FAILED).openUntilCancelled("check-3/do");

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            bench.awaitQuestion(1);
            world.end("check-3/do", Outcome.SUCCEEDED);
            bench.decide(DecisionKind.RETRY, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.asked()).contains("check-2/do/2 CheckWork").doesNotContain("check-3/do/2 CheckWork");
    }

    @Test
    void aQuestionIsWithdrawnWhereAStepBesideFails() {
        world.answers("check-2/do", Outcome.FAILED).openUntilCancelled("check-3/do");

        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            bench.awaitQuestion(1);
            world.end("check-3/do", Outcome.FAILED);

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(reasonOf(DeploymentStatus.ROLLING_BACK)).startsWith("Step \"check-3\" failed");
    }

    @Test
    void everyFailureOfAMemberIsTakenBackAsTheGoldenTreesSay() throws IOException {
        StringBuilder trees = new StringBuilder();
        for (List<String> group : GROUPS) {
            for (String member : group) {
                List<String> others =
                        group.stream().filter(other -> !other.equals(member)).toList();
                trees.append(
                        RollbackTreesTest.tree(PLAN.replace("onFailure: ask", "onFailure: rollback"), member, others));
            }
        }
        java.nio.file.Files.writeString(java.nio.file.Path.of("target", "together-trees.txt"), trees);

        assertThat(trees.toString()).isEqualTo(golden());
    }

    @Test
    void showsWhatIsLeftOutInItsPlaceWithTheReason() {
        String plan = "plan: shop\nparameters: {version: {default: v2}, grade: {default: ordinary}}\nphases:\n"
                + "  - phase: change\n    steps:\n      - check: a\n        http: [{get: /}]\n"
                + "      - backup: database\n        only: grade = critical\n      - maintenance: on\n";

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        EventBody.DeploymentStarted started =
                (EventBody.DeploymentStarted) world.events().get(0);
        assertThat(started.plan().phases().get(0).steps())
                .extracting(step -> step.id().text())
                .containsExactly("check-1", "backup-1", "maintenance-1");
        assertThat(world.events())
                .filteredOn(EventBody.StepChanged.class::isInstance)
                .extracting(event -> (EventBody.StepChanged) event)
                .filteredOn(changed -> changed.status() == StepStatus.SKIPPED)
                .extracting(changed -> changed.step() + ": " + changed.note())
                .containsExactly("backup-1: Only where grade = critical, and grade is ordinary");
        assertThat(world.asked()).containsExactly("check-1/do/1 CheckWork", "maintenance-1/do/1 maintenance ON");
    }

    private void awaitDone(String step) {
        Awaitility.await().until(() -> statuses(step).contains(StepStatus.SUCCEEDED));
    }

    private List<StepStatus> statuses(String step) {
        return world.events().stream()
                .filter(EventBody.StepChanged.class::isInstance)
                .map(EventBody.StepChanged.class::cast)
                .filter(changed -> changed.step().text().equals(step))
                .map(EventBody.StepChanged::status)
                .toList();
    }

    private String reasonOf(DeploymentStatus status) {
        return world.events().stream()
                .filter(EventBody.StatusChanged.class::isInstance)
                .map(EventBody.StatusChanged.class::cast)
                .filter(changed -> changed.status() == status)
                .map(EventBody.StatusChanged::reason)
                .findFirst()
                .orElse("");
    }

    private static int indexOf(List<EventBody> events, java.util.function.Predicate<EventBody> wanted) {
        for (int index = 0; index < events.size(); index++) {
            if (wanted.test(events.get(index))) {
                return index;
            }
        }
        return -1;
    }

    private static String golden() throws IOException {
        try (var golden = TogetherTest.class.getResourceAsStream("/golden/together-trees.txt")) {
            return golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
