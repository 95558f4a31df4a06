package dev.belay.messaging;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.migration.PlannedMigration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One event of every kind, with all that it can carry. */
final class SampleEvent {
    private static final StepId BACKUP = new StepId("backup-1");

    private SampleEvent() {}

    static Map<String, DeploymentEvent> all() {
        Map<String, EventBody> bodies = new LinkedHashMap<>();
        bodies.put("deployment-started", started());
        bodies.put("status-changed", new EventBody.StatusChanged(DeploymentStatus.WAITING, "approve-1 asks"));
        bodies.put("step-added", new EventBody.StepAdded("restore", step()));
        bodies.put(
                "step-changed",
                new EventBody.StepChanged(
                        BACKUP,
                        StepStatus.FAILED,
                        Samples.EXECUTION,
                        2,
                        Samples.account(),
                        Samples.failure(),
                        "retry 1 of 2"));
        bodies.put("undo-recorded", new EventBody.UndoRecorded(BACKUP, "nothing to undo"));
        bodies.put("decision-needed", decisionNeeded());
        bodies.put(
                "decision-made",
                new EventBody.DecisionMade(
                        "q1", BACKUP, DecisionKind.REPAIR, "anna", Role.RELEASE_MANAGER, "disk is free", "clean-up"));
        bodies.put(
                "notification-requested",
                new EventBody.NotificationRequested(new StepId("notify-1"), "#releases", "The shop goes down."));
        bodies.put("noted", new EventBody.Noted(BACKUP, "The worker was silent for 40 s."));
        bodies.put("watched", SampleOutput.watchedEvent());
        bodies.put("scheduled", new EventBody.Scheduled(Samples.NOON, "Europe/Moscow"));
        bodies.put(
                "timetable-set",
                new EventBody.TimetableSet(
                        List.of(new EventBody.PlannedStart(BACKUP, Samples.NOON)),
                        new EventBody.WindowTimes(
                                Samples.NOON,
                                Samples.NOON.plusSeconds(7_200),
                                Samples.NOON.plusSeconds(6_300),
                                "Europe/Moscow")));
        bodies.put(
                "announced",
                new EventBody.Announced("#tech-alerts", "@devops", Samples.NOON, "The shop is released at noon."));
        bodies.put("step-due", new EventBody.StepDue(BACKUP, "Backup of the database", "devops"));
        bodies.put(
                "step-estimated", new EventBody.StepEstimated(BACKUP, Duration.ofSeconds(4), EstimateBasis.REHEARSAL));
        bodies.put(
                "migrations-rehearsed",
                new EventBody.MigrationsRehearsed(
                        new StepId("rehearse-1"), List.of(new PlannedMigration("shop.0007_sizes", "ab"))));
        Map<String, DeploymentEvent> events = new LinkedHashMap<>();
        bodies.forEach((name, body) ->
                events.put(name, new DeploymentEvent(new DeploymentId("d1"), events.size() + 1, Samples.NOON, body)));
        return events;
    }

    private static EventBody started() {
        return new EventBody.DeploymentStarted(
                new EventBody.PlanOutline(
                        "shop-release", "Shop", List.of(new EventBody.PhaseOutline("protect", List.of(step())))),
                "shop-production",
                "anna",
                Map.of("version", "v2.0.0"),
                "go");
    }

    private static EventBody decisionNeeded() {
        return new EventBody.DecisionNeeded(
                "q1",
                BACKUP,
                "The backup failed.",
                List.of(DecisionKind.RETRY, DecisionKind.REPAIR, DecisionKind.SKIP, DecisionKind.ROLLBACK),
                Role.RELEASE_MANAGER,
                true,
                Samples.NOON.plusSeconds(3_600),
                List.of("clean-up"),
                "take everything back");
    }

    private static EventBody.StepOutline step() {
        return new EventBody.StepOutline(
                BACKUP,
                StepKind.BACKUP,
                "Backup of the database",
                "devops",
                Duration.ofMinutes(1),
                EstimateBasis.history(5));
    }
}
