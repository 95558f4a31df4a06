package dev.belay.notifier.position;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What earlier events have told a channel of a deployment.
 *
 * @param plan empty where its first event was not seen
 * @param environment empty where its first event was not seen
 * @param question the question that was asked since the last change of status, or empty
 * @param delivered the number of the last event that nothing more has to be done about
 * @param closed when it reached a terminal status, absent before
 */
public record KnownDeployment(
        DeploymentId id,
        String plan,
        String environment,
        String question,
        long delivered,
        @Nullable Instant closed) {

    public static KnownDeployment unseen(DeploymentId id) {
        return new KnownDeployment(id, "", "", "", 0, null);
    }

    public KnownDeployment after(DeploymentEvent event) {
        EventBody body = event.body();
        if (body instanceof EventBody.DeploymentStarted started) {
            return new KnownDeployment(id, started.plan().name(), started.environment(), question, event.seq(), closed);
        }
        if (body instanceof EventBody.DecisionNeeded needed) {
            return new KnownDeployment(id, plan, environment, needed.text(), event.seq(), closed);
        }
        if (body instanceof EventBody.StatusChanged changed) {
            Instant end = changed.status().terminal() ? event.at() : null;
            return new KnownDeployment(id, plan, environment, "", event.seq(), end);
        }
        return new KnownDeployment(id, plan, environment, question, event.seq(), closed);
    }

    public boolean hasDelivered(long seq) {
        return seq <= delivered;
    }

    /** How people call it. */
    public String subject() {
        return plan.isEmpty() ? "Deployment " + id : plan + " on " + environment;
    }

    boolean closedBefore(Instant instant) {
        return closed != null && closed.isBefore(instant);
    }
}
