package dev.belay.notifier;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The events of one deployment, one after the other. */
public final class Events {
    private final DeploymentId deployment;
    private Instant at;
    private long seq;

    private Events(String deployment, Instant at) {
        this.deployment = new DeploymentId(deployment);
        this.at = at;
    }

    public static Events of(String deployment, Instant at) {
        return new Events(deployment, at);
    }

    public DeploymentEvent started() {
        return next(new EventBody.DeploymentStarted(
                new EventBody.PlanOutline("shop-release", "Shop", List.of()),
                "shop-production",
                "anna",
                Map.of("version", "v2.0.0", "branch", "main"),
                "go"));
    }

    /** The start of a release with two phases. */
    public DeploymentEvent release(String environment) {
        return next(new EventBody.DeploymentStarted(
                new EventBody.PlanOutline(
                        "shop-release",
                        "Shop",
                        List.of(
                                new EventBody.PhaseOutline(
                                        "protect",
                                        List.of(
                                                step("maintenance", StepKind.MAINTENANCE, "Maintenance on", null),
                                                step("backup", StepKind.BACKUP, "Back up the database", "@dba"))),
                                new EventBody.PhaseOutline(
                                        "change",
                                        List.of(
                                                step("migrate", StepKind.MIGRATE, "Migrations", null),
                                                step("go-live", StepKind.APPROVE, "Go live?", null))))),
                environment,
                "anna",
                Map.of("version", "v2.0.0"),
                "go"));
    }

    /** The start of a release of so many phases and steps, each of that title. */
    public DeploymentEvent hugeRelease(int phases, int steps, String title) {
        return next(new EventBody.DeploymentStarted(
                new EventBody.PlanOutline(
                        "shop-release",
                        "Shop",
                        IntStream.range(0, phases)
                                .mapToObj(phase -> new EventBody.PhaseOutline(
                                        "phase " + phase + title,
                                        IntStream.range(0, steps)
                                                .mapToObj(step ->
                                                        step("step-" + phase + "-" + step, StepKind.CHECK, title, null))
                                                .toList()))
                                .toList()),
                "shop-production",
                title,
                Map.of("version", title),
                title));
    }

    private static EventBody.StepOutline step(String id, StepKind kind, String title, String owner) {
        return new EventBody.StepOutline(new StepId(id), kind, title, owner, null);
    }

    /** What follows happens that much later. */
    public Events later(Duration by) {
        at = at.plus(by);
        return this;
    }

    public DeploymentEvent step(String id, StepStatus status) {
        return next(new EventBody.StepChanged(new StepId(id), status, null, 1, null, null, ""));
    }

    public DeploymentEvent failed(String id, String message) {
        return next(new EventBody.StepChanged(
                new StepId(id),
                StepStatus.FAILED,
                null,
                1,
                null,
                new Failure(FailureCode.PROCESS_FAILED, message, "Look into it."),
                ""));
    }

    public DeploymentEvent decided(DecisionKind kind, String by, String comment) {
        return next(new EventBody.DecisionMade(
                "decision-" + seq, new StepId("go-live"), kind, by, Role.RELEASE_MANAGER, comment));
    }

    public DeploymentEvent question(String text, boolean requesterAllowed) {
        return next(new EventBody.DecisionNeeded(
                "q1",
                new StepId("go-live"),
                text,
                List.of(DecisionKind.APPROVE, DecisionKind.CANCEL),
                Role.RELEASE_MANAGER,
                requesterAllowed,
                Instant.parse("2026-03-01T12:30:00Z")));
    }

    public DeploymentEvent status(DeploymentStatus status, String reason) {
        return next(new EventBody.StatusChanged(status, reason));
    }

    public DeploymentEvent notification(String channel, String text) {
        return next(new EventBody.NotificationRequested(new StepId("tell"), channel, text));
    }

    public DeploymentEvent announced(String channel, String mention, String text) {
        return next(new EventBody.Announced(channel, mention, at.plus(Duration.ofMinutes(30)), text));
    }

    public DeploymentEvent scheduled(Duration until) {
        return next(new EventBody.Scheduled(at.plus(until), "UTC"));
    }

    public DeploymentEvent due(String step, String owner) {
        return next(new EventBody.StepDue(new StepId(step), "its title", owner));
    }

    public DeploymentEvent noted(String text) {
        return next(new EventBody.Noted(null, text));
    }

    private DeploymentEvent next(EventBody body) {
        return new DeploymentEvent(deployment, ++seq, at, body);
    }
}
