package dev.belay.notifier;

import dev.belay.contracts.DecisionKind;
import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.EventBody;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The events of one deployment, one after the other. */
final class Events {
    private final DeploymentId deployment;
    private final Instant at;
    private long seq;

    private Events(String deployment, Instant at) {
        this.deployment = new DeploymentId(deployment);
        this.at = at;
    }

    static Events of(String deployment, Instant at) {
        return new Events(deployment, at);
    }

    DeploymentEvent started() {
        return next(new EventBody.DeploymentStarted(
                new EventBody.PlanOutline("shop-release", "Shop", List.of()),
                "shop-production",
                "anna",
                Map.of("version", "v2.0.0", "branch", "main"),
                "go"));
    }

    DeploymentEvent question(String text, boolean requesterAllowed) {
        return next(new EventBody.DecisionNeeded(
                "q1",
                new StepId("go-live"),
                text,
                List.of(DecisionKind.APPROVE, DecisionKind.CANCEL),
                Role.RELEASE_MANAGER,
                requesterAllowed,
                Instant.parse("2026-03-01T12:30:00Z")));
    }

    DeploymentEvent status(DeploymentStatus status, String reason) {
        return next(new EventBody.StatusChanged(status, reason));
    }

    DeploymentEvent notification(String channel, String text) {
        return next(new EventBody.NotificationRequested(new StepId("tell"), channel, text));
    }

    DeploymentEvent noted(String text) {
        return next(new EventBody.Noted(null, text));
    }

    private DeploymentEvent next(EventBody body) {
        return new DeploymentEvent(deployment, ++seq, at, body);
    }
}
