package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.Output;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A rehearsal does everything on a copy that it drops in every outcome, and lets nothing pass that did not go well. */
class RehearsalTest {
    private static final String PLAN = """
            plan: shop
            parameters:
              version: {default: v2.0.0}
            phases:
              - phase: prepare
                steps:
                  - rehearse: database
                    afterUpgrade: {tables: {openings: present}}
                    afterDowngrade: {tables: {openings: absent}, migrations: {applied: 1}}
                    budget: {duration: 15m, lock: 2s}
              - phase: change
                steps:
                  - rollout: ${version}
                  - migrate: latest
            """;

    private static final List<String> WHOLE = List.of(
            "rehearse-1/do/1 CopyWork",
            "rehearse-1.migrate/before/1 MigrationStateWork on the copy",
            "rehearse-1.migrate/do/1 MigrateWork on the copy",
            "rehearse-1.check/do/1 CheckWork on the copy",
            "rehearse-1.back/do/1 MigrateUndoWork on the copy",
            "rehearse-1.back-check/do/1 CheckWork on the copy",
            "rehearse-1.back-tool/do/1 MigrationStateWork on the copy",
            "rehearse-1.redo/do/1 MigrateWork on the copy",
            "rehearse-1.drop/do/1 CopyDropWork");

    private final FakeWorld world = new FakeWorld();

    @Test
    void triesForthBackAndForthAgainAndDropsTheCopy() {
        world.measures(
                "rehearse-1.migrate",
                new Output.Rehearsed(
                        Duration.ofMillis(4200),
                        new Output.HeldLock("orders", "AccessExclusiveLock", Duration.ofMillis(800)),
                        "f2"));
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .startsWith("prepare-1/do/1 PREPARE v2.0.0", "migrate-1.ahead/do/1 MigrationStateWork")
                .containsSubsequence(WHOLE)
                .endsWith("migrate-1/before/1 MigrationStateWork", "migrate-1/do/1 MigrateWork");
        assertThat(ended("rehearse-1").account().evidence())
                .contains(
                        new Evidence("migrated", "4200 ms, longest lock 800 ms on orders (AccessExclusiveLock)"),
                        new Evidence(
                                "taken back",
                                "4000 ms, no lock seen that makes others wait; the structure is as before"),
                        new Evidence("copy", "dropped"));
        assertThat(world.events())
                .filteredOn(EventBody.DeploymentStarted.class::isInstance)
                .map(EventBody.DeploymentStarted.class::cast)
                .flatMap(started -> started.plan().phases().get(0).steps())
                .map(EventBody.StepOutline::title)
                .endsWith(
                        "Rehearse the migrations on a copy of the database",
                        "Migrate the copy",
                        "Check the copy after the migrations",
                        "Take back on the copy",
                        "Check the copy after they are taken back",
                        "Check the migrations of the copy after they are taken back",
                        "Migrate the copy again",
                        "Drop the copy");
    }

    @Test
    void tellsWhatWasRehearsedOnceItHasGoneWell() {
        world.plans(List.of(new PlannedMigration("0007", "ab"), new PlannedMigration("0008", "cd")));
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.events())
                .containsOnlyOnce(new EventBody.MigrationsRehearsed(
                        new StepId("rehearse-1"),
                        List.of(new PlannedMigration("0007", "ab"), new PlannedMigration("0008", "cd"))));
    }

    @Test
    void tellsNothingOfWhatDidNotGoWell() {
        world.answers("rehearse-1.redo/do", Outcome.FAILED).because("rehearse-1.redo/do", FailureCode.MIGRATION_FAILED);
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            bench.end();
        }

        assertThat(world.events()).noneMatch(EventBody.MigrationsRehearsed.class::isInstance);
    }

    @Test
    void saysWhereNobodyCanReadWhatTheMigrationsAreMadeOf() {
        world.plans(List.of(new PlannedMigration("0007", "")));
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.events()).noneMatch(EventBody.MigrationsRehearsed.class::isInstance);
        assertThat(world.events())
                .anyMatch(event ->
                        event instanceof EventBody.Noted note && note.text().contains("counts for no"));
    }

    @Test
    void whatWasMeasuredIsTheEstimateOfTheStepThatDoesIt() {
        world.measures("rehearse-1.migrate", new Output.Rehearsed(Duration.ofMillis(4200), null, "f2"));
        String plan =
                PLAN.replace("- migrate: latest", "- migrate: latest\n        estimate: 3m\n      - run: colours");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.events())
                .containsOnlyOnce(new EventBody.StepEstimated(
                        new StepId("migrate-1"), Duration.ofMillis(4200), EstimateBasis.REHEARSAL));
        List<EventBody.TimetableSet> timetables = world.events().stream()
                .filter(EventBody.TimetableSet.class::isInstance)
                .map(EventBody.TimetableSet.class::cast)
                .toList();
        assertThat(timetables).hasSize(2);
        assertThat(timetables.get(1).steps())
                .map(EventBody.PlannedStart::step)
                .map(StepId::text)
                .containsExactly("rollout-1", "migrate-1", "run-1");
        assertThat(between(timetables.get(0), "migrate-1", "run-1")).isEqualTo(Duration.ofMinutes(3));
        assertThat(between(timetables.get(1), "migrate-1", "run-1")).isEqualTo(Duration.ofMillis(4200));
    }

    private static Duration between(EventBody.TimetableSet timetable, String one, String other) {
        return Duration.between(at(timetable, one), at(timetable, other));
    }

    private static Instant at(EventBody.TimetableSet timetable, String step) {
        return timetable.steps().stream()
                .filter(planned -> planned.step().text().equals(step))
                .map(EventBody.PlannedStart::at)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rehearse-1/do",
                "rehearse-1.migrate/before",
                "rehearse-1.migrate/do",
                "rehearse-1.check/do",
                "rehearse-1.back/do",
                "rehearse-1.back-check/do",
                "rehearse-1.back-tool/do",
                "rehearse-1.redo/do"
            })
    void whereAPartFailsTheCopyIsDroppedAndNothingIsChanged(String part) {
        world.answers(part, Outcome.FAILED).because(part, FailureCode.MIGRATION_FAILED);
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason()).contains("Step \"rehearse-1\" failed").endsWith("Nothing had been changed.");
        }

        assertThat(world.asked())
                .containsOnlyOnce("rehearse-1.drop/do/1 CopyDropWork")
                .noneMatch(line -> line.startsWith("rollout") || line.startsWith("migrate-1/"));
        int dropped = world.asked().indexOf("rehearse-1.drop/do/1 CopyDropWork");
        assertThat(world.asked().subList(dropped + 1, world.asked().size()))
                .allMatch(line -> line.startsWith("quiesce"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rehearse-1/do", "rehearse-1.migrate/do", "rehearse-1.check/do", "rehearse-1.redo/do"})
    void whereItIsCancelledTheCopyIsDroppedToo(String part) {
        world.openUntilCancelled(part);
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            world.awaitAsked(part + "/1" + work(part));
            bench.decide(DecisionKind.CANCEL, "anna");
            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
        }

        assertThat(world.asked()).containsOnlyOnce("rehearse-1.drop/do/1 CopyDropWork");
        assertThat(world.cancellations())
                .noneMatch(one -> one.execution().step().text().endsWith(".drop"));
        assertThat(ended("rehearse-1.drop").status()).isEqualTo(StepStatus.SUCCEEDED);
    }

    @Test
    void whatNobodyKnowsOfACopyIsAFailureLikeAnyOther() {
        world.answers("rehearse-1.migrate/do", Outcome.UNKNOWN);
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }

        assertThat(ended("rehearse-1").failure().message())
                .startsWith("On the copy, in rehearse-1.migrate: ")
                .endsWith("Nothing was changed in the database itself.");
    }

    @Test
    void aCopyThatIsNotDroppedFailsTheRehearsal() {
        world.answers("rehearse-1.drop/do", Outcome.FAILED);
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }

        assertThat(ended("rehearse-1").failure().message())
                .startsWith("The rehearsal went well, but its copy could not be dropped");
    }

    @Test
    void aLockThatIsHeldTooLongFailsIt() {
        world.measures(
                "rehearse-1.migrate",
                new Output.Rehearsed(
                        Duration.ofSeconds(20),
                        new Output.HeldLock("orders", "AccessExclusiveLock", Duration.ofMillis(2100)),
                        "f2"));
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }

        assertThat(ended("rehearse-1").failure().code()).isEqualTo(FailureCode.BUDGET_EXCEEDED);
        assertThat(ended("rehearse-1").failure().message())
                .isEqualTo("The migrations held a lock of 2100 ms on orders (AccessExclusiveLock) on the copy; the plan"
                        + " allows 2s.");
        assertThat(world.asked()).contains("rehearse-1.drop/do/1 CopyDropWork");
    }

    @Test
    void migrationsThatTakeTooLongFailIt() {
        world.measures("rehearse-1.migrate", new Output.Rehearsed(Duration.ofMinutes(16), null, "f2"));
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason()).contains("The migrations took 16m on the copy; the plan allows 15m.");
        }
    }

    @Test
    void migratingAgainMustComeToTheSame() {
        world.measures("rehearse-1.redo", new Output.Rehearsed(Duration.ofSeconds(4), null, "f3"));
        try (DeploymentBench bench = new DeploymentBench(world).start(PLAN)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
            assertThat(bench.reason()).contains("led to another structure than the first time: found fingerprint f3");
        }
    }

    @Test
    void anotherAttemptMakesACopyAnew() {
        world.answers("rehearse-1.migrate/do", Outcome.FAILED);
        String plan = PLAN.replace("rehearse: database", "rehearse: database\n        attempts: 2");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .containsSubsequence(
                        "rehearse-1/do/1 CopyWork",
                        "rehearse-1.migrate/do/1 MigrateWork on the copy",
                        "rehearse-1.drop/do/1 CopyDropWork",
                        "rehearse-1/do/2 CopyWork",
                        "rehearse-1.2.migrate/do/1 MigrateWork on the copy",
                        "rehearse-1.2.redo/do/1 MigrateWork on the copy",
                        "rehearse-1.2.drop/do/1 CopyDropWork");
    }

    @Test
    void severalMigrationsGoBackNewestFirst() {
        String plan = """
                plan: shop
                parameters:
                  version: {default: v2.0.0}
                phases:
                  - phase: change
                    steps:
                      - rehearse: database
                      - migrate: 0007
                      - migrate: {online: [{addColumn: orders.size, type: text}]}
                """;
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .containsSubsequence(
                        "rehearse-1.migrate/do/1 MigrateWork on the copy",
                        "rehearse-1.migrate-2/before/1 OnlineStateWork on the copy",
                        "rehearse-1.migrate-2/do/1 OnlineMigrateWork on the copy",
                        "rehearse-1.back-2/do/1 OnlineUndoWork on the copy",
                        "rehearse-1.back/do/1 MigrateUndoWork on the copy",
                        "rehearse-1.redo/do/1 MigrateWork on the copy",
                        "rehearse-1.redo-2/do/1 OnlineMigrateWork on the copy",
                        "rehearse-1.drop/do/1 CopyDropWork",
                        "migrate-1/do/1 MigrateWork");
    }

    @Test
    void whatIsComparedIsMeasuredOnTheCopyBeforeItIsMigrated() {
        String plan = PLAN.replace(
                "{tables: {openings: present}}",
                "{tables: {openings: present}, rows: [{table: users, count: same as source}]}");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .containsSubsequence(
                        "rehearse-1/do/1 CopyWork",
                        "rehearse-1.measure/do/1 BaselineWork on the copy",
                        "rehearse-1.migrate/do/1 MigrateWork on the copy");
    }

    @Test
    void aPlanMayBeARehearsalAlone() {
        String plan = """
                plan: shop
                parameters:
                  version: {default: v2.0.0}
                phases:
                  - phase: try
                    steps:
                      - rehearse: database
                        version: ${version}
                """;
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .startsWith("prepare-1/do/1 PREPARE v2.0.0", "rehearse-1/do/1 CopyWork")
                .contains("rehearse-1.migrate/do/1 MigrateWork on the copy")
                .endsWith("rehearse-1.drop/do/1 CopyDropWork");
        assertThat(DeploymentBench.compiled(plan).steps().get(1).version()).isEqualTo("v2.0.0");
    }

    @Test
    void goesNotBackWhereThePlanDoesNot() {
        String plan = PLAN.replace("migrate: latest", "migrate: latest\n        undo: none")
                .replaceFirst("        afterDowngrade.*\\n", "");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.asked())
                .contains("rehearse-1.drop/do/1 CopyDropWork")
                .noneMatch(line -> line.contains(".back/") || line.contains(".redo/"));
    }

    @Test
    void worksOnTheCopyUnderNoTurnOnTheDatabase() {
        world.withDatabase();
        String plan =
                PLAN.replace("- phase: prepare\n    steps:", "- phase: prepare\n    steps:\n      - backup: database");
        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }

        assertThat(world.turns())
                .contains("backup-1/do/1 turn 1", "rehearse-1/do/1 turn 1", "migrate-1/do/1 turn 1")
                .contains("rehearse-1.migrate/do/1 without", "rehearse-1.back/do/1 without");
    }

    private static String work(String part) {
        if (part.equals("rehearse-1/do")) {
            return " CopyWork";
        }
        return (part.contains(".check") ? " CheckWork" : " MigrateWork") + " on the copy";
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
