package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Days pass by leaps of the engine's clock; each part of a watch ends at once and is followed by the next in 5m. */
class WatchWorkflowTest {
    private static final String WATCH = """
            watch: 24h
            every: 5m
            http: [{get: /}]
            matrix:
              - {when: probe.errors over 5%, for: 1m, do: rollback}
              - {when: probe.p95 over 1s, for: 1h, do: ask}
              - {when: probe.p95 over 500ms, for: 1h, do: note}""".strip();
    private static final String FLOOR = """
            plan: mend-and-release
            parameters: {version: {default: v2.0.0}}
            phases:
              - phase: mend
                keep: yes
                steps:
                  - rollout: v1.5.0
                  - migrate: 3
              - phase: change
                steps:
                  - rollout: ${version}
              - phase: look
                steps:
                  - %s
            """.formatted(WATCH.replace("\n", "\n        "));
    /** The history is long enough then, and the watch goes on in a new one. */
    private static final int LAST_OF_A_HISTORY = 40;

    private static final int ERRORS = 0;
    private static final int SLOW = 1;
    private static final int SLOWER = 2;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration OVER_A_DAY = Duration.ofHours(25);

    private final FakeWorld world = new FakeWorld();
    private final DeploymentBench bench = new DeploymentBench(world);

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void watchesForADayAndSucceeds() {
        watching("rollout: ${version}", WATCH);

        bench.passes(OVER_A_DAY);

        bench.awaitStatus(DeploymentStatus.SUCCEEDED);
        assertThat(statuses())
                .containsExactly(DeploymentStatus.RUNNING, DeploymentStatus.WATCHING, DeploymentStatus.SUCCEEDED);
        long parts = parts();
        assertThat(parts).isBetween(280L, 290L);
        assertEventsAreWhole();
        assertThat(world.events().stream()
                        .filter(EventBody.Watched.class::isInstance)
                        .map(event ->
                                ((EventBody.Watched) event).series().get(0).samples()))
                .last()
                .as("the samples of all parts, through every new history")
                .isEqualTo(parts * 60);
    }

    @Test
    void dropsSnapshotsOnceTheWatchHasEnded() {
        watching("maintenance: on", "backup: database\nsnapshot: yes", "maintenance: off", WATCH);
        assertThat(world.asked()).noneMatch(asked -> asked.startsWith("drop-snapshots"));

        bench.passes(OVER_A_DAY);

        bench.awaitStatus(DeploymentStatus.SUCCEEDED);
        assertThat(world.asked()).contains("drop-snapshots/do/1 DropSnapshotsWork");
    }

    @Test
    void whatARuleSaysIsTakenBackByItself() {
        world.fires(3, ERRORS);
        watching("rollout: ${version}", WATCH);

        bench.passes(HOUR);

        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
        assertThat(world.changes()).endsWith("rollout-1/undo/1 ROLL_OUT v1.0.0");
        assertThat(world.environment().taken()).isEqualTo(1);
        assertThat(statuses())
                .containsExactly(
                        DeploymentStatus.RUNNING,
                        DeploymentStatus.WATCHING,
                        DeploymentStatus.ROLLING_BACK,
                        DeploymentStatus.ROLLED_BACK);
        assertThat(world.asked()).contains("quiesce-healthcheck/do/1 QuiesceWork");
        assertEventsAreWhole();
    }

    @Test
    void aPersonDecidesWhereTheDatabaseWouldHaveToGoBack() {
        world.fires(1, ERRORS);
        watching("rollout: ${version}", "migrate: latest", WATCH);

        EventBody.DecisionNeeded question = bench.awaitQuestion(1);
        assertThat(question.options()).containsExactly(DecisionKind.DONE, DecisionKind.ROLLBACK);
        assertThat(question.text())
                .startsWith("\"probe.errors over 5%\": found it.")
                .contains("schema back to migration 1 (migrate-1)", "would be lost");
        assertThat(world.environment().taken()).isZero();
        bench.decide(DecisionKind.ROLLBACK, "rita");

        bench.passes(HOUR);
        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
        assertThat(world.changes()).endsWith("migrate-1/undo/2 MigrateUndoWork", "rollout-1/undo/1 ROLL_OUT v1.0.0");
    }

    @Test
    void goesOnWhereAPersonSaysSo() {
        world.fires(1, SLOW);
        watching("rollout: ${version}", WATCH);
        bench.awaitQuestion(1);

        bench.decide(DecisionKind.DONE, "rita");

        bench.passes(OVER_A_DAY);
        bench.awaitStatus(DeploymentStatus.SUCCEEDED);
        assertEventsAreWhole();
    }

    @Test
    void aNoteChangesNothing() {
        world.fires(1, SLOWER);
        watching("rollout: ${version}", WATCH);

        bench.leap(HOUR);

        assertThat(world.events())
                .anySatisfy(event -> assertThat(event.toString()).contains("\"probe.p95 over 500ms\": found it."));
        assertThat(statuses()).containsExactly(DeploymentStatus.RUNNING, DeploymentStatus.WATCHING);
    }

    @Test
    void whatIsWorseIsSeenWhileAQuestionIsOpen() {
        world.fires(1, SLOW).fires(4, ERRORS);
        watching("rollout: ${version}", WATCH);
        bench.awaitQuestion(1);

        bench.passes(HOUR);

        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
    }

    @Test
    void anUnansweredQuestionKeepsTheWatchFromEndingWell() {
        world.fires(1, SLOW);
        watching("rollout: ${version}", WATCH);
        bench.awaitQuestion(1);

        bench.leap(Duration.ofDays(2));

        assertThat(statuses()).doesNotContain(DeploymentStatus.SUCCEEDED);
        bench.decide(DecisionKind.DONE, "rita");
        bench.awaitStatus(DeploymentStatus.SUCCEEDED);
    }

    @Test
    void aLaterChangeWithdrawsTheRollback() {
        world.fires(3, ERRORS);
        watching("rollout: ${version}", WATCH);
        world.environment().changedBy(new DeploymentId("hotfix"));

        bench.passes(HOUR);

        EventBody.DecisionNeeded question = bench.awaitQuestion(1);
        assertThat(question.options()).containsExactly(DecisionKind.DONE);
        assertThat(question.text()).contains("Deployment hotfix has begun a change since");
        assertThat(world.events())
                .anySatisfy(event -> assertThat(event.toString())
                        .contains("The rollback of this watch is withdrawn. Deployment hotfix"));
        assertThat(world.changes()).noneMatch(line -> line.contains("/undo/"));
    }

    @Test
    void takesNothingBackWhileAnotherDeploymentHoldsTheEnvironment() {
        world.environment().heldBy(new DeploymentId("other"));
        world.fires(1, ERRORS);
        watching("rollout: ${version}", WATCH);

        assertThat(bench.awaitQuestion(1).text()).contains("is held by deployment other");
        assertThat(world.changes()).noneMatch(line -> line.contains("/undo/"));
        world.environment().heldBy(null);
        bench.decide(DecisionKind.ROLLBACK, "rita");

        bench.passes(HOUR);
        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
    }

    @Test
    void aPersonTakesBackThoughNothingIsAsked() {
        watching("rollout: ${version}", WATCH);
        assertThat(bench.previewRollback(null).preview().takenBack())
                .extracting(loss -> loss.steps().get(0).text())
                .containsExactly("rollout-1");

        bench.decide(DecisionKind.ROLLBACK, "rita");

        bench.passes(HOUR);
        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
        assertThat(bench.reason()).startsWith("rita chose to take everything back: looked at it.");
        assertThat(world.changes()).endsWith("rollout-1/undo/1 ROLL_OUT v1.0.0");
        assertThat(world.environment().taken()).isEqualTo(1);
        assertThat(statuses())
                .containsExactly(
                        DeploymentStatus.RUNNING,
                        DeploymentStatus.WATCHING,
                        DeploymentStatus.ROLLING_BACK,
                        DeploymentStatus.ROLLED_BACK);
        assertEventsAreWhole();
    }

    @Test
    void aPersonTakesBackPartOfTheWay() {
        watching("rollout: ${version}", "run: colours", WATCH);
        assertThatThrownBy(() -> bench.decide(DecisionKind.ROLLBACK, "watch-1", "rita"))
                .rootCause()
                .hasMessageContaining("expected one of prepare-1, rollout-1, run-1, beginning");

        bench.decide(DecisionKind.ROLLBACK, "rollout-1", "rita");

        bench.passes(HOUR);
        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
        assertThat(bench.reason()).startsWith("rita chose to go back to \"rollout-1\"");
        assertThat(world.changes())
                .contains("run-1/undo/1 RunWork")
                .noneMatch(line -> line.startsWith("rollout-1/undo"));
    }

    @Test
    void aQuestionOfAWatchTakesAStepTooAsToHowFar() {
        world.fires(1, SLOW);
        watching("rollout: ${version}", "run: colours", WATCH);
        bench.awaitQuestion(1);

        bench.decide(DecisionKind.ROLLBACK, "rollout-1", "rita");

        bench.passes(HOUR);
        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
        assertThat(world.changes()).noneMatch(line -> line.startsWith("rollout-1/undo"));
    }

    @Test
    void aLateAnswerToAQuestionIsNoRollbackAtWill() {
        world.fires(1, SLOW);
        watching("rollout: ${version}", WATCH);
        bench.awaitQuestion(1);
        bench.decide(DecisionKind.DONE, "rita");
        assertThatThrownBy(() -> bench.decide(new DecisionRequest(
                        "late",
                        DecisionKind.ROLLBACK,
                        new DecisionRequest.Seen(null, "q1"),
                        null,
                        "bert",
                        Role.RELEASE_MANAGER,
                        "")))
                .rootCause()
                .hasMessageContaining("Question q1 about step \"watch-1\" is closed: rita has decided \"done\"");
        assertThat(statuses()).doesNotContain(DeploymentStatus.ROLLING_BACK);
    }

    @Test
    void aRollbackThatCannotBeginAsksWhatToDo() {
        world.environment().heldBy(new DeploymentId("other"));
        watching("rollout: ${version}", WATCH);

        bench.decide(DecisionKind.ROLLBACK, "rita");

        EventBody.DecisionNeeded question = bench.awaitQuestion(1);
        assertThat(question.text())
                .startsWith("rita chose to take everything back: looked at it It cannot be taken back now.")
                .contains("is held by deployment other");
        assertThat(question.back()).isEqualTo("take everything back");
    }

    @Test
    void afterALaterChangeNobodyTakesItBackAnyMore() {
        watching("rollout: ${version}", WATCH);
        world.environment().changedBy(new DeploymentId("hotfix"));
        bench.leap(Duration.ofMinutes(10));

        assertThatThrownBy(() -> bench.decide(DecisionKind.ROLLBACK, "rita"))
                .rootCause()
                .hasMessageContaining("Deployment hotfix has begun a change since");
        assertThat(bench.previewRollback(null).code()).isEqualTo("withdrawn");
    }

    @Test
    void aRuleTakesBackToTheFloorAndKeepsTheDatabaseBelowIt() {
        world.fires(3, ERRORS);
        watching(FLOOR);

        bench.passes(HOUR);

        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
        assertThat(bench.reason()).contains("taken back to the end of phase \"mend\", which is kept");
        assertThat(world.changes())
                .endsWith("rollout-2/undo/1 ROLL_OUT v1.0.0")
                .noneMatch(line -> line.startsWith("migrate-1/undo") || line.startsWith("rollout-1/undo"));
    }

    @Test
    void aPersonGoesBelowTheFloorOfAWatchedRelease() {
        watching(FLOOR);

        bench.decide(DecisionKind.ROLLBACK, "beginning", "rita");

        bench.passes(HOUR);
        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
        assertThat(world.changes())
                .endsWith(
                        "rollout-2/undo/1 ROLL_OUT v1.0.0",
                        "migrate-1/undo/1 MigrateUndoForecastWork",
                        "migrate-1/undo/2 MigrateUndoWork",
                        "rollout-1/undo/1 ROLL_OUT v1.0.0");
    }

    @Test
    void aCancelWhileTheDeploymentIsHandedOnIsNotLost() {
        world.publishesNot(event ->
                event instanceof EventBody.StatusChanged changed && changed.status() == DeploymentStatus.WATCHING);
        bench.start(plan("rollout: ${version}", WATCH));
        world.awaitHeld();

        bench.decide(DecisionKind.CANCEL, "rita");
        world.publishes();

        bench.awaitStatus(DeploymentStatus.SUCCEEDED);
        assertThat(bench.reason()).startsWith("The watch was ended before its time. Cancelled by rita");
        assertEventsAreWhole();
    }

    @ParameterizedTest
    @EnumSource(names = {"CANCEL", "ROLLBACK"})
    void whatIsDecidedWhileTheHistoryIsChangedIsNotLost(DecisionKind kind) {
        world.fires(LAST_OF_A_HISTORY, SLOWER);
        world.publishesNot(event -> event instanceof EventBody.Noted && parts() == LAST_OF_A_HISTORY);
        watching("rollout: ${version}", WATCH);
        bench.passes(Duration.ofHours(4));
        world.awaitHeld();

        bench.decide(kind, "rita");
        world.publishes();

        bench.passesThen(HOUR);
        bench.awaitStatus(kind == DecisionKind.CANCEL ? DeploymentStatus.SUCCEEDED : DeploymentStatus.ROLLED_BACK);
        assertThat(parts()).isEqualTo(LAST_OF_A_HISTORY);
        assertEventsAreWhole();
    }

    @Test
    void aCancelEndsTheWatchAndTakesNothingBack() {
        watching("rollout: ${version}", WATCH);

        bench.decide(DecisionKind.CANCEL, "rita");

        bench.passes(HOUR);
        bench.awaitStatus(DeploymentStatus.SUCCEEDED);
        assertThat(world.changes()).noneMatch(line -> line.contains("/undo/"));
    }

    @Test
    void judgesACheckADayLater() {
        watching("check: Later\nafter: 24h\nattempts: 1\nhttp: [{get: /}]", "rollout: ${version}");

        bench.leap(Duration.ofHours(23));
        assertThat(world.asked()).noneMatch(line -> line.startsWith("check-1"));
        bench.passes(Duration.ofHours(2));

        bench.awaitStatus(DeploymentStatus.SUCCEEDED);
        assertThat(world.asked()).last().isEqualTo("check-1/do/1 CheckWork");
    }

    @Test
    void aCheckThatFailsADayLaterTakesEverythingBack() {
        world.answers("check-1/do", Outcome.FAILED);
        watching("rollout: ${version}", "check: Later\nafter: 24h\nattempts: 1\nhttp: [{get: /}]");

        bench.passes(OVER_A_DAY);

        bench.awaitStatus(DeploymentStatus.ROLLED_BACK);
        assertThat(world.changes()).endsWith("rollout-1/undo/1 ROLL_OUT v1.0.0");
    }

    @Test
    void aWatchInTheMiddleHoldsTheEnvironment() {
        bench.start(plan("rollout: ${version}", WATCH, "notify: Done"));

        assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);

        assertThat(statuses()).containsExactly(DeploymentStatus.RUNNING, DeploymentStatus.SUCCEEDED);
        assertThat(world.asked()).contains("watch-1/do/200 WatchWork");
    }

    @Test
    void aWatchInTheMiddleTurnsBackAsAnyStep() {
        world.fires(2, ERRORS);
        bench.start(plan("rollout: ${version}", "migrate: latest", WATCH, "notify: Done"));

        assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);

        assertThat(world.environment().taken()).isZero();
    }

    private long parts() {
        return world.asked().stream().filter(line -> line.endsWith("WatchWork")).count();
    }

    private void watching(String... steps) {
        watching(plan(steps));
    }

    private void watching(String plan) {
        bench.start(plan);
        bench.awaitStatus(DeploymentStatus.WATCHING);
        bench.followWatch();
    }

    private static String plan(String... steps) {
        return "parameters: {version: {default: v2.0.0}}\n" + PlanTexts.withSteps(steps);
    }

    private List<DeploymentStatus> statuses() {
        return world.events().stream()
                .filter(EventBody.StatusChanged.class::isInstance)
                .map(event -> ((EventBody.StatusChanged) event).status())
                .toList();
    }

    private void assertEventsAreWhole() {
        List<DeploymentEvent> events = world.numberedEvents();
        assertThat(events)
                .extracting(DeploymentEvent::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(world.asked()).doesNotHaveDuplicates();
    }
}
