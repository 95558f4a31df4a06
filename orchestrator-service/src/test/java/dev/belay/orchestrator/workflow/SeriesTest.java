package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One of a plan's series, from its time on. */
class SeriesTest {
    private static final Duration WEEKS = Duration.ofDays(20);

    private final FakeWorld world = new FakeWorld();

    @Test
    void theNextOneIsScheduledWhenTheTimeOfThisOneHasCome() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN, monthly(bench.now().plus(WEEKS)));
            bench.awaitStatus(DeploymentStatus.SCHEDULED);
            assertThat(bench.reason()).contains("one of the series 0 3 1 * *", "ends where it is cancelled");
            assertThat(world.environment().followed()).isEmpty();

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.environment().followed().values()).containsExactly(false);
        assertThat(notes())
                .contains(
                        "The next one of the series is the-next-one, at 2027-01-01 03:00 (Z). To end the series, cancel"
                                + " that one.");
    }

    @Test
    void anAnswerThatIsLostIsAskedForAgainAndNothingIsBegunBefore() {
        world.environment().losesAnswers(3);
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN, monthly(bench.now().plus(WEEKS)));

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.environment().followed()).hasSize(1);
        assertThat(notes()).filteredOn(note -> note.contains("the-next-one")).hasSize(1);
    }

    @Test
    void cancellingOneThatIsScheduledEndsTheSeries() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN, monthly(bench.now().plus(WEEKS)));
            bench.awaitStatus(DeploymentStatus.SCHEDULED);

            bench.decide(DecisionKind.CANCEL, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(bench.reason())
                    .isEqualTo("Cancelled by anna: looked at it. The series has ended with it; deploy the plan again to"
                            + " begin another.");
        }
        assertThat(world.environment().followed()).isEmpty();
    }

    @Test
    void whereTheEnvironmentStaysBusyTheNextOneStillFollows() {
        world.environment().admits(new EnvironmentActivities.Admission("Held by deployment other.", false));
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN, monthly(bench.now().plus(WEEKS)));

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(bench.reason()).isEqualTo("Not begun, and nothing was changed: Held by deployment other.");
        }
        assertThat(world.environment().followed().values()).containsExactly(false);
        assertThat(world.asked()).isEmpty();
    }

    @Test
    void whereTheEnvironmentsFileHasChangedAnotherTakesItsPlace() {
        world.environment().admits(new EnvironmentActivities.Admission("The file has changed.", true, true));
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN, monthly(bench.now().plus(WEEKS)));

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
        }
        assertThat(world.environment().followed().values()).containsExactly(true);
        assertThat(notes()).contains("Deployment the-next-one takes its place.");
    }

    /** As where nothing ran at its time. */
    @Test
    void longAfterItsTimeOnlyTheNextOneIsScheduled() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN, monthly(bench.now().minus(Duration.ofMinutes(16))));

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
        }
        assertThat(world.environment().followed().values()).containsExactly(false);
        assertThat(world.environment().admissions()).isZero();
    }

    @Test
    void oneThatIsCancelledAfterItsBeginningLeavesTheNextOneScheduled() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(
                    DeploymentBench.PLAN.replace(
                            "  - phase: protect\n    steps:\n",
                            "  - phase: protect\n    steps:\n      - approve: Go on?\n"),
                    monthly(bench.now()));
            bench.awaitQuestion(1);
            assertThat(world.environment().followed()).hasSize(1);

            bench.decide(DecisionKind.CANCEL, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(bench.reason()).doesNotContain("series");
        }
        assertThat(world.environment().followed()).hasSize(1);
    }

    private static DeploymentRequest.Schedule monthly(Instant begins) {
        return new DeploymentRequest.Schedule(begins, ZoneOffset.UTC, "0 3 1 * *");
    }

    private List<String> notes() {
        return world.events().stream()
                .filter(EventBody.Noted.class::isInstance)
                .map(event -> ((EventBody.Noted) event).text())
                .toList();
    }
}
