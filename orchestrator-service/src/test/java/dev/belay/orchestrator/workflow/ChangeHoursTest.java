package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The window of a plan, in UTC, around the moment at which the deployment is started. */
class ChangeHoursTest {
    private final FakeWorld world = new FakeWorld();

    @Test
    void theFirstChangeWaitsForTheWindowAndWhatChangesNothingDoesNot() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            Instant now = bench.now();
            bench.start(plan(now, Duration.ofHours(3), Duration.ofHours(2)));

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);

            Instant opens = now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofHours(3));
            assertThat(at("check-1", StepStatus.SUCCEEDED)).isBefore(opens);
            assertThat(at("maintenance-1", StepStatus.WAITING)).isBefore(opens);
            assertThat(at("maintenance-1", StepStatus.RUNNING))
                    .isAfterOrEqualTo(opens)
                    .isBefore(opens.plusSeconds(60));
        }
        assertThat(statuses()).startsWith(DeploymentStatus.RUNNING, DeploymentStatus.WAITING, DeploymentStatus.RUNNING);
        assertThat(reasons())
                .anyMatch(reason -> reason.matches("The window opens at \\d{4}-.* \\d\\d:\\d\\d \\(UTC\\)"));
    }

    @Test
    void itCanBeCancelledWhileItWaitsForTheWindow() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(plan(bench.now(), Duration.ofHours(3), Duration.ofHours(2)));
            bench.awaitStatus(DeploymentStatus.WAITING);

            bench.decide(DecisionKind.CANCEL, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
        }
        assertThat(world.changes())
                .containsExactly("prepare-1/do/1 PREPARE v2.0.0", "migrate-1.ahead/do/1 MigrationStateWork");
        assertThat(last("maintenance-1")).isEqualTo(StepStatus.CANCELLED);
    }

    @Test
    void pastTheLastMomentForARollbackAPersonIsAskedOnceAndMayLetItGoOn() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(plan(bench.now(), Duration.ofMinutes(-110), Duration.ofHours(2)));

            EventBody.DecisionNeeded question = bench.awaitQuestion(1);
            assertThat(question.options()).containsExactly(DecisionKind.APPROVE, DecisionKind.CANCEL);
            assertThat(question.text())
                    .contains("Step \"maintenance-1\"")
                    .containsPattern(
                            "The window closes at \\d\\d:\\d\\d and a rollback may take 15m, so \\d\\d:\\d\\d was")
                    .contains("Nothing has been changed yet.");
            bench.decide(DecisionKind.APPROVE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(world.events())
                .filteredOn(EventBody.DecisionNeeded.class::isInstance)
                .hasSize(1);
    }

    @Test
    void whereSomethingHasChangedItCanBeTakenBackInsteadOfGoingOnLate() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(plan(bench.now(), Duration.ofMinutes(-60), Duration.ofHours(2))
                    .replace("      - rollout:", "      - approve: Go?\n        requester: allowed\n      - rollout:"));
            bench.awaitQuestion(1);
            bench.leap(Duration.ofMinutes(50));
            bench.decide(DecisionKind.APPROVE, "anna");

            EventBody.DecisionNeeded question = bench.awaitQuestion(2);
            assertThat(question.step().text()).isEqualTo("rollout-1");
            assertThat(question.options())
                    .containsExactly(DecisionKind.APPROVE, DecisionKind.ROLLBACK, DecisionKind.CANCEL);
            bench.decide(DecisionKind.ROLLBACK, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(world.changes()).endsWith("maintenance-1/undo/1 maintenance OFF");
        assertThat(last("rollout-1")).isEqualTo(StepStatus.CANCELLED);
    }

    @Test
    void afterTheWindowHasClosedAPersonIsAskedAgain() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(plan(bench.now(), Duration.ofMinutes(-60), Duration.ofHours(2))
                    .replace("      - rollout:", "      - approve: Go?\n        requester: allowed\n      - rollout:")
                    .replace(
                            "      - migrate:",
                            "      - approve: And on?\n        requester: allowed\n      - migrate:"));
            bench.awaitQuestion(1);
            bench.leap(Duration.ofMinutes(50));
            bench.decide(DecisionKind.APPROVE, "anna");
            bench.awaitQuestion(2);
            bench.decide(DecisionKind.APPROVE, "anna");
            bench.awaitQuestion(3);
            bench.leap(Duration.ofMinutes(50));
            bench.decide(DecisionKind.APPROVE, "anna");

            EventBody.DecisionNeeded question = bench.awaitQuestion(4);
            assertThat(question.step().text()).isEqualTo("migrate-1");
            assertThat(question.text()).contains("The window has closed at");
            bench.decide(DecisionKind.APPROVE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @Test
    void aWindowThatClosesBeforeAnythingHasChangedIsFollowedByTheNextOne() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            Instant now = bench.now();
            bench.start(plan(now, Duration.ofMinutes(-60), Duration.ofHours(2))
                    .replace(
                            "      - maintenance: on",
                            "      - approve: Go?\n        requester: allowed\n      - maintenance: on"));
            bench.awaitQuestion(1);
            bench.leap(Duration.ofHours(3));
            bench.decide(DecisionKind.APPROVE, "anna");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);

            assertThat(at("maintenance-1", StepStatus.RUNNING))
                    .isAfterOrEqualTo(now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofHours(23)));
        }
        assertThat(world.events())
                .filteredOn(EventBody.TimetableSet.class::isInstance)
                .hasSize(2);
    }

    @Test
    void peopleAreToldOnceSoLongBeforeTheWindowOpens() {
        Instant opens;
        try (DeploymentBench bench = new DeploymentBench(world)) {
            Instant now = bench.now();
            opens = now.truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofHours(3));
            bench.start(plan(now, Duration.ofHours(3), Duration.ofHours(2))
                    .replace("phases:", "announce: {slack: \"#alerts\", before: 30m}\nphases:"));
            bench.end();
        }

        assertThat(world.numberedEvents())
                .filteredOn(event -> event.body() instanceof EventBody.Announced)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.at()).isBetween(opens.minusSeconds(1_800), opens.minusSeconds(1_790));
                    EventBody.Announced announced = (EventBody.Announced) event.body();
                    assertThat(announced.begins()).isEqualTo(opens);
                    assertThat(announced.channel()).isEqualTo("#alerts");
                    assertThat(announced.text()).startsWith("shop-release on shop-production begins");
                });
    }

    @Test
    void peopleAreToldAtOnceWhereTheWindowIsOpen() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(plan(bench.now(), Duration.ofMinutes(-10), Duration.ofHours(2))
                    .replace("phases:", "announce: {before: 30m}\nphases:"));
            bench.end();
        }

        assertThat(world.events())
                .filteredOn(EventBody.Announced.class::isInstance)
                .hasSize(1);
        assertThat(at("maintenance-1", StepStatus.RUNNING)).isAfterOrEqualTo(at("prepare-1", StepStatus.SUCCEEDED));
    }

    @Test
    void theOwnerIsToldWhenAStepIsDue() {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            bench.start(DeploymentBench.PLAN.replace(
                    "rollout: ${version}", "rollout: ${version}\n        owner: \"@devops\""));
            bench.end();
        }

        assertThat(world.events())
                .filteredOn(EventBody.StepDue.class::isInstance)
                .containsExactly(new EventBody.StepDue(new StepId("rollout-1"), "Roll out v2.0.0", "@devops"));
    }

    /** @param until from now until the window opens */
    private static String plan(Instant now, Duration until, Duration length) {
        Instant opens = now.truncatedTo(ChronoUnit.MINUTES).plus(until);
        return DeploymentBench.PLAN.replace(
                "phases:",
                "window: {opens: " + time(opens) + ", closes: " + time(opens.plus(length)) + ", zone: UTC}\n"
                        + "rollback: {takes: at most 15m}\nphases:");
    }

    private static String time(Instant moment) {
        return LocalTime.ofInstant(moment, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    private Instant at(String step, StepStatus status) {
        return world.numberedEvents().stream()
                .filter(event -> event.body() instanceof EventBody.StepChanged changed
                        && changed.step().text().equals(step)
                        && changed.status() == status)
                .map(DeploymentEvent::at)
                .findFirst()
                .orElseThrow();
    }

    private StepStatus last(String step) {
        return world.events().stream()
                .filter(body -> body instanceof EventBody.StepChanged changed
                        && changed.step().text().equals(step))
                .map(body -> ((EventBody.StepChanged) body).status())
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    private List<DeploymentStatus> statuses() {
        return changes().map(EventBody.StatusChanged::status).toList();
    }

    private List<String> reasons() {
        return changes().map(EventBody.StatusChanged::reason).toList();
    }

    private Stream<EventBody.StatusChanged> changes() {
        return world.events().stream()
                .filter(EventBody.StatusChanged.class::isInstance)
                .map(EventBody.StatusChanged.class::cast);
    }
}
