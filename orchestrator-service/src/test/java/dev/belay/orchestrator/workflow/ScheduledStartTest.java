package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import dev.belay.orchestrator.workflow.timing.ScheduledStart;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Hours pass by leaps of the engine's clock. */
class ScheduledStartTest {
    private static final Duration HOURS = Duration.ofHours(5);

    private final FakeWorld world = new FakeWorld();

    @Test
    void beginsAtItsTimeAndAsksForNothingBefore() {
        Instant begins;
        try (DeploymentBench bench = new DeploymentBench(world)) {
            begins = bench.now().plus(HOURS);
            bench.start(DeploymentBench.PLAN, begins);
            bench.awaitStatus(DeploymentStatus.SCHEDULED);
            assertThat(world.asked()).isEmpty();
            assertThat(world.environment().admissions()).isZero();

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(statuses())
                .containsExactly(DeploymentStatus.SCHEDULED, DeploymentStatus.RUNNING, DeploymentStatus.SUCCEEDED);
        assertThat(at(status(DeploymentStatus.RUNNING))).isBetween(begins, begins.plusSeconds(10));
        assertThat(world.environment().admissions()).isEqualTo(1);
        assertThat(world.events()).contains(new EventBody.Scheduled(begins, "Z"));
        assertThat(world.events())
                .filteredOn(EventBody.TimetableSet.class::isInstance)
                .first()
                .satisfies(set -> assertThat(
                                ((EventBody.TimetableSet) set).steps().get(0).at())
                        .isEqualTo(begins));
    }

    @Test
    void peopleAreToldSoLongBeforeItAndOnce() {
        Instant begins;
        try (DeploymentBench bench = new DeploymentBench(world)) {
            begins = bench.now().plus(HOURS);
            bench.start(
                    DeploymentBench.PLAN.replace("phases:", "announce: {slack: \"#alerts\", before: 30m}\nphases:"),
                    begins);
            bench.end();
        }

        assertThat(world.numberedEvents())
                .filteredOn(event -> event.body() instanceof EventBody.Announced)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.at()).isBetween(begins.minusSeconds(1_800), begins.minusSeconds(1_790));
                    assertThat(((EventBody.Announced) event.body()).begins()).isEqualTo(begins);
                });
    }

    @Test
    void canBeCancelledUntilThen() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN, bench.now().plus(HOURS));
            bench.awaitStatus(DeploymentStatus.SCHEDULED);

            bench.decide(DecisionKind.CANCEL, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(bench.reason()).isEqualTo("Cancelled by anna: looked at it");
        }
        assertThat(world.asked()).isEmpty();
        assertThat(world.environment().admissions()).isZero();
    }

    @Test
    void waitsALittleForAnEnvironmentThatIsBusyAndSaysSo() {
        world.environment().admits(new EnvironmentActivities.Admission("Held by deployment other.", false));
        try (DeploymentBench bench = new DeploymentBench(world)) {
            Instant begins = bench.now().plus(HOURS);
            bench.at(
                    HOURS.plusMinutes(5),
                    () -> world.environment().admits(new EnvironmentActivities.Admission(null, false)));
            bench.start(DeploymentBench.PLAN, begins);

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);

            assertThat(at(status(DeploymentStatus.RUNNING)))
                    .isBetween(begins.plus(Duration.ofMinutes(5)), begins.plus(Duration.ofMinutes(6)));
        }
        assertThat(statuses())
                .containsExactly(
                        DeploymentStatus.SCHEDULED,
                        DeploymentStatus.WAITING,
                        DeploymentStatus.RUNNING,
                        DeploymentStatus.SUCCEEDED);
        assertThat(reasons())
                .anyMatch(
                        reason -> reason.matches("Held by deployment other. It is tried again until \\d\\d:\\d\\d\\."));
    }

    @Test
    void isNotBegunWhereTheEnvironmentStaysBusyForTooLong() {
        world.environment().admits(new EnvironmentActivities.Admission("Held by deployment other.", false));
        Instant begins;
        try (DeploymentBench bench = new DeploymentBench(world)) {
            begins = bench.now().plus(HOURS);
            bench.start(DeploymentBench.PLAN, begins);

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(bench.reason()).isEqualTo("Not begun, and nothing was changed: Held by deployment other.");
        }
        assertThat(at(status(DeploymentStatus.CANCELLED)))
                .isBetween(begins.plus(Duration.ofMinutes(14)), begins.plus(ScheduledStart.LATEST));
        assertThat(world.asked()).isEmpty();
    }

    @Test
    void isNotBegunWhereTheEnvironmentHasChanged() {
        world.environment().admits(new EnvironmentActivities.Admission("The file has changed.", true));
        Instant begins;
        try (DeploymentBench bench = new DeploymentBench(world)) {
            begins = bench.now().plus(HOURS);
            bench.start(DeploymentBench.PLAN, begins);

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(bench.reason()).endsWith("The file has changed.");
        }
        assertThat(world.environment().admissions()).isEqualTo(1);
        assertThat(at(status(DeploymentStatus.CANCELLED))).isBefore(begins.plusSeconds(10));
    }

    /** As where nothing ran at its time: the run is started, or goes on, long after it. */
    @Test
    void isNotBegunLongAfterItsTime() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN, bench.now().minus(Duration.ofMinutes(16)));

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
            assertThat(bench.reason()).contains("it was to begin at", "more than 15m later");
        }
        assertThat(world.environment().admissions()).isZero();
    }

    @Test
    void aCancelBesideTheStartTakesNothing() {
        world.environment().admits(new EnvironmentActivities.Admission("Held by deployment other.", false));
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN, bench.now());
            bench.awaitStatus(DeploymentStatus.WAITING);

            bench.decide(DecisionKind.CANCEL, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
        }
        assertThat(world.asked()).isEmpty();
    }

    private static Predicate<EventBody> status(DeploymentStatus status) {
        return body -> body instanceof EventBody.StatusChanged changed && changed.status() == status;
    }

    private Instant at(Predicate<EventBody> wanted) {
        return world.numberedEvents().stream()
                .filter(event -> wanted.test(event.body()))
                .map(DeploymentEvent::at)
                .findFirst()
                .orElseThrow();
    }

    private List<DeploymentStatus> statuses() {
        return world.events().stream()
                .filter(EventBody.StatusChanged.class::isInstance)
                .map(event -> ((EventBody.StatusChanged) event).status())
                .toList();
    }

    private List<String> reasons() {
        return world.events().stream()
                .filter(EventBody.StatusChanged.class::isInstance)
                .map(event -> ((EventBody.StatusChanged) event).reason())
                .toList();
    }
}
