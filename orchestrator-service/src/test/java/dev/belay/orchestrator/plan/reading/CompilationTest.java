package dev.belay.orchestrator.plan.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.documents.Mark;
import dev.belay.orchestrator.plan.OnFailure;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.reading.compilation.StepPlaces;
import dev.belay.orchestrator.plan.step.BaselineStep;
import dev.belay.orchestrator.plan.step.CheckAheadStep;
import dev.belay.orchestrator.plan.timing.Estimate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompilationTest {
    private static final Map<String, String> VERSION = Map.of("version", "v2.0.0");

    @Test
    void compilesAWholePlan() {
        Plan plan =
                PlanTexts.compiled(PlanTexts.resource("bookshop.yaml"), VERSION).plan();

        assertThat(shown(plan)).isEqualToNormalizingNewlines(PlanTexts.resource("bookshop.compiled"));
    }

    @Test
    void preparesTheReleaseBeforeTheFirstChangeSoThatNoDowntimeGrows() {
        assertThat(ids(PlanTexts.plan("maintenance: on", "rollout: v2", "maintenance: off")))
                .containsExactly("prepare-1", "maintenance-1", "rollout-1", "maintenance-2");
    }

    @Test
    void looksForARequiredRehearsalOnceEveryMigrationIsJudgedAhead() {
        Plan plan = PlanTexts.compiled(
                        "requires: [{rehearsal: same migrations, within: 7d}]\n"
                                + PlanTexts.withSteps(
                                        "approve: Go?", "maintenance: on", "rollout: v2", "migrate: latest"),
                        Map.of())
                .plan();

        assertThat(ids(plan))
                .containsExactly(
                        "approve-1",
                        "prepare-1",
                        "migrate-1.ahead",
                        "required-1",
                        "maintenance-1",
                        "rollout-1",
                        "migrate-1");
        assertThat(plan.steps().get(3).title()).isEqualTo("The migrations were rehearsed within 7d");
    }

    @Test
    void judgesMigrationsAheadBeforeAQuestionThatShowsThem() {
        assertThat(ids(PlanTexts.plan("approve: Ready?", "approve: Go?\nshow: [migrations]", "migrate: latest")))
                .containsExactly("approve-1", "migrate-1.ahead", "approve-2", "migrate-1");
    }

    @Test
    void preparesTheReleaseBeforeACheckThatLooksAtItsFiles() {
        assertThat(ids(PlanTexts.plan("approve: Go?", "check: Files\nfiles: [{path: a}]", "rollout: v2")))
                .containsExactly("approve-1", "prepare-1", "check-1", "rollout-1");
    }

    @Test
    void doesNotPrepareForACheckOfAbsoluteFiles() {
        assertThat(ids(PlanTexts.plan("check: Files\nfiles: [{path: /a}]", "approve: Go?", "rollout: v2")))
                .containsExactly("check-1", "approve-1", "prepare-1", "rollout-1");
    }

    @Test
    void preparesEachVersionOnce() {
        Plan plan = PlanTexts.plan("rollout: v2", "rollout: v3", "rollout: v2");

        assertThat(plan.steps())
                .extracting(step -> step.id() + " " + step.title())
                .containsExactly(
                        "prepare-1 Prepare v2",
                        "prepare-2 Prepare v3",
                        "rollout-1 Roll out v2",
                        "rollout-2 Roll out v3",
                        "rollout-3 Roll out v2");
    }

    @Test
    void preparesNothingWithoutARollout() {
        Plan plan = PlanTexts.plan("run: recount", "migrate: latest");

        assertThat(ids(plan)).containsExactly("migrate-1.ahead", "run-1", "migrate-1");
        assertThat(plan.steps()).allMatch(step -> step.version() == null);
    }

    @Test
    void judgesEachMigrationAheadWithTheReleaseWhoseFilesItApplies() {
        Plan plan = PlanTexts.plan(
                "check: Ready\nhttp: [{get: /}]",
                "migrate: 5",
                "rollout: v2",
                "rollout: v3",
                "backup: database\nverify: [restore]",
                "migrate: latest\nundo: restore\nlint: error");

        assertThat(plan.steps())
                .filteredOn(step -> step.definition() instanceof CheckAheadStep)
                .extracting(step -> step.id() + " " + step.title() + " " + step.version() + " " + step.definition())
                .containsExactly(
                        "migrate-1.ahead Migrate to 5 (ahead) v2 CheckAheadStep[target=5, apps={}, wayBack=true, lint=WARN]",
                        "migrate-2.ahead Migrate to the latest (ahead) v3 CheckAheadStep[target=null, apps={}, wayBack=false, lint=ERROR]");
        assertThat(ids(plan))
                .startsWith("check-1", "prepare-1", "prepare-2", "migrate-1.ahead", "migrate-2.ahead", "migrate-1");
    }

    @Test
    void notesWhereLogsEndBeforeTheFirstChange() {
        Plan plan = PlanTexts.plan(
                "check: Ready\nhttp: [{get: /}]",
                "maintenance: on",
                "rollout: v2",
                "check: Quiet\nlogs: [{source: api, matching: error, count: none}]",
                "check: Quieter\nlogs: [{source: api, matching: warn, count: none}, {source: db, matching: a, count: 0}]");

        assertThat(ids(plan))
                .containsExactly(
                        "check-1", "prepare-1", "baseline-1", "maintenance-1", "rollout-1", "check-2", "check-3");
        assertThat(plan.steps().get(2).definition())
                .isEqualTo(new BaselineStep(null, WatchSeries.NOTHING, List.of("api", "db")));
    }

    @Test
    void measuresQueriesOnceBeforeTheFirstChange() {
        Plan plan = PlanTexts.plan(
                "maintenance: on",
                "check: Fast\ndatabase: {queries: [{sql: select 1, faster: 30%}, {sql: select 2, uses: i}],"
                        + " rows: [{table: a, count: same as before}]}",
                "check: Fast again\nafter: 24h\ndatabase: {queries: [{sql: select 1, faster: 30%}]}");

        assertThat(ids(plan)).containsExactly("baseline-1", "maintenance-1", "check-1", "check-2");
        assertThat(plan.steps().get(0).title()).isEqualTo("Measure before the first change: 3 queries");
        assertThat(plan.steps().get(0).definition())
                .isEqualTo(new BaselineStep(
                        null,
                        WatchSeries.NOTHING,
                        List.of(),
                        List.of(new RowsExpectation("the rows of a", "a", null, Reference.Origin.BEFORE)),
                        List.of("select 1", "select 2"),
                        List.of()));
    }

    @Test
    void timesRequestsOnceBeforeTheFirstChange() {
        Plan plan = PlanTexts.plan(
                "maintenance: on",
                "check: Fast\nhttp: [{get: /a, faster: 30%}, {get: /b, faster: 100ms}]",
                "check: Fast again\nhttp: [{get: /a, faster: 30%}]");

        assertThat(ids(plan)).containsExactly("baseline-1", "maintenance-1", "check-1", "check-2");
        assertThat(plan.steps().get(0).title()).isEqualTo("Measure before the first change: 1 request");
        assertThat(plan.steps().get(0).definition())
                .isInstanceOfSatisfying(
                        BaselineStep.class,
                        baseline -> assertThat(baseline.requests())
                                .extracting(HttpProbe::path, HttpProbe::fasterBy)
                                .containsExactly(tuple("/a", 30)));
    }

    @Test
    void notesWhereLogsEndBeforeAnEarlierCheckOfThem() {
        assertThat(ids(PlanTexts.plan(
                        "check: Quiet\nlogs: [{source: api, matching: error, count: none}]", "maintenance: on")))
                .containsExactly("baseline-1", "check-1", "maintenance-1");
    }

    @Test
    void givesEveryStepTheReleaseThatAppliesThere() {
        Plan plan = PlanTexts.plan(
                "backup: database",
                "migrate: latest",
                "check: Database\ndatabase: {connections: under 50}",
                "rollout: v2",
                "check: Web\nhttp: [{get: /}]",
                "rollout: v3",
                "run: recount");

        assertThat(plan.steps())
                .extracting(step -> step.id() + " " + step.version())
                .containsExactly(
                        "prepare-1 v2",
                        "prepare-2 v3",
                        "migrate-1.ahead v2",
                        "backup-1 null",
                        "migrate-1 v2",
                        "check-1 null",
                        "rollout-1 v2",
                        "check-2 v2",
                        "rollout-2 v3",
                        "run-1 v3");
    }

    @Test
    void migratesEachApplicationToItsTarget() {
        Plan plan = PlanTexts.plan("rollout: v2", "migrate: {to: {shop: 0007, stock: 0002_places}}");

        assertThat(plan.steps())
                .extracting(step -> step.title())
                .contains("Migrate shop to 0007, stock to 0002_places");
    }

    @Test
    void splitsACheckThatLooksAtMigrationsAndMore() {
        Plan plan = PlanTexts.plan(
                "check: All\nid: all\nattempts: 7\nhttp: [{get: /}]\ndatabase: {migrations: none pending}",
                "check: Migrations\ndatabase: {migrations: none pending}");

        assertThat(plan.steps())
                .extracting(step -> step.id() + " " + step.title() + " "
                        + step.definition().getClass().getSimpleName() + " "
                        + step.settings().attempts())
                .containsExactly(
                        "all All CheckStep 7",
                        "all.migrations All (migrations) CheckMigrationsStep 7",
                        "check-2 Migrations CheckMigrationsStep 3");
        assertThat(plan.steps()).allMatch(step -> step.kind() == StepKind.CHECK);
    }

    @Test
    void numbersStepsByTheirKindWhetherNamedOrNot() {
        assertThat(ids(PlanTexts.plan("notify: a\nid: first", "notify: b", "approve: c", "notify: d")))
                .containsExactly("first", "notify-2", "approve-1", "notify-3");
    }

    @Test
    void derivesTimeoutsFromEstimates() {
        Plan plan = PlanTexts.plan(
                "maintenance: on",
                "backup: database",
                "run: a\nestimate: 1m",
                "run: b\nestimate: 20m",
                "run: c\nestimate: 20m\ntimeout: 5m",
                "check: d\nestimate: 1h\nhttp: [{get: /}]");

        assertThat(plan.steps())
                .extracting(step -> step.settings().timeout())
                .containsExactly(
                        Duration.ofMinutes(10),
                        Duration.ofHours(6),
                        Duration.ofMinutes(10),
                        Duration.ofHours(1),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10));
        assertThat(plan.steps().get(0).settings().estimate()).isEqualTo(Estimate.byDefault(Duration.ofSeconds(10)));
        assertThat(plan.steps()).extracting(step -> step.settings().attempts()).containsExactly(1, 1, 1, 1, 1, 3);
        assertThat(plan.steps()).allMatch(step -> step.settings().onFailure() == OnFailure.ROLLBACK);
    }

    @Test
    void remembersWhereStepsStandAndInsertedOnesWhereTheirCauseDoes() {
        StepPlaces places = PlanTexts.compiled(
                        PlanTexts.withSteps(
                                "maintenance: on",
                                "check: a\ndatabase: {migrations: none pending}\nhttp: [{get: /}]",
                                "rollout: v2"),
                        Map.of())
                .places();

        assertThat(places.of(new StepId("maintenance-1")).mark()).isEqualTo(new Mark(5, 9));
        assertThat(places.of(new StepId("check-1.migrations")).mark()).isEqualTo(new Mark(6, 9));
        assertThat(places.of(new StepId("prepare-1")).mark()).isEqualTo(new Mark(9, 9));
        assertThat(places.of(new StepId("prepare-1")).path()).isEqualTo("phases[0].steps[2]");
    }

    private static List<String> ids(Plan plan) {
        return plan.steps().stream().map(step -> step.id().text()).toList();
    }

    private static String shown(Plan plan) {
        return plan.name() + ": " + plan.description() + "\n"
                + plan.phases().stream().map(CompilationTest::shown).collect(Collectors.joining());
    }

    private static String shown(Phase phase) {
        return "\n" + phase.name() + "\n"
                + phase.steps().stream().map(CompilationTest::shown).collect(Collectors.joining());
    }

    private static String shown(Step step) {
        return "  " + step.id() + " \"" + step.title() + "\" for " + step.version() + "\n    " + step.settings()
                + "\n    " + step.definition() + "\n";
    }

    @Test
    void readsTheTasksThatAreOfferedWhereAStepFails() {
        Plan plan = PlanTexts.plan("migrate: latest\nonFailure: {ask: {offer: [mend, clean]}}");

        assertThat(plan.steps())
                .last()
                .satisfies(step -> assertThat(step.settings().onFailure()).isEqualTo(OnFailure.ASK))
                .satisfies(step -> assertThat(step.settings().offers()).containsExactly("mend", "clean"));
    }

    @Test
    void readsWhichPhasesAreKept() {
        Plan plan = PlanTexts.compiled(
                        "plan: shop\nphases:\n  - {phase: a, keep: yes, steps: [{notify: a}]}\n"
                                + "  - {phase: b, steps: [{notify: b}]}\n",
                        Map.of())
                .plan();

        assertThat(plan.phases()).extracting(phase -> phase.keep()).containsExactly(true, false);
    }
}
