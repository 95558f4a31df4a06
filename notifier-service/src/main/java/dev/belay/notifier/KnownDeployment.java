package dev.belay.notifier;

import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.EventBody;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What earlier events have told of a deployment, and what people have been told.
 *
 * @param plan empty where its first event was not seen
 * @param environment empty where its first event was not seen
 * @param question the question that was asked since the last change of status, or empty
 * @param delivered the last event that each channel has delivered
 * @param closed when it reached a terminal status, absent before
 */
record KnownDeployment(
        DeploymentId id,
        String plan,
        String environment,
        String question,
        Map<String, Long> delivered,
        @Nullable Instant closed) {
    KnownDeployment {
        delivered = Map.copyOf(delivered);
    }

    static KnownDeployment unseen(DeploymentId id) {
        return new KnownDeployment(id, "", "", "", Map.of(), null);
    }

    KnownDeployment after(DeploymentEvent event) {
        EventBody body = event.body();
        if (body instanceof EventBody.DeploymentStarted started) {
            return new KnownDeployment(id, started.plan().name(), started.environment(), question, delivered, closed);
        }
        if (body instanceof EventBody.DecisionNeeded needed) {
            return new KnownDeployment(id, plan, environment, needed.text(), delivered, closed);
        }
        if (body instanceof EventBody.StatusChanged changed) {
            Instant end = changed.status().terminal() ? event.at() : null;
            return new KnownDeployment(id, plan, environment, "", delivered, end);
        }
        return this;
    }

    boolean hasDelivered(String channel, long seq) {
        return seq <= delivered.getOrDefault(channel, 0L);
    }

    KnownDeployment withDelivered(String channel, long seq) {
        Map<String, Long> further = new HashMap<>(delivered);
        further.put(channel, seq);
        return new KnownDeployment(id, plan, environment, question, further, closed);
    }

    boolean closedBefore(Instant instant) {
        return closed != null && closed.isBefore(instant);
    }
}
