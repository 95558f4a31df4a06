package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.deployment.projection.EventFeed;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Waits until a decision shows in the projection, so that an answer can show the state that follows. */
@Component
final class ShownDecisions {
    private final Map<String, CountDownLatch> awaited = new ConcurrentHashMap<>();

    ShownDecisions(EventFeed feed) {
        feed.onEvent(this::applied);
    }

    /** Begins to look out for the decision; to be called before it is made. */
    Awaited expect(DeploymentId deployment, String decision) {
        String key = key(deployment, decision);
        return new Awaited(key, awaited.computeIfAbsent(key, missing -> new CountDownLatch(1)));
    }

    private void applied(DeploymentEvent event) {
        if (event.body() instanceof EventBody.DecisionMade made) {
            CountDownLatch latch = awaited.get(key(event.deployment(), made.decisionId()));
            if (latch != null) {
                latch.countDown();
            }
        }
    }

    private static String key(DeploymentId deployment, String decision) {
        return deployment + "/" + decision;
    }

    /** A decision that somebody looks out for, until closed. */
    final class Awaited implements AutoCloseable {
        private final String key;
        private final CountDownLatch shown;

        private Awaited(String key, CountDownLatch shown) {
            this.key = key;
            this.shown = shown;
        }

        /** Returns once it shows, or when the time is over. */
        void await(Duration atMost) {
            try {
                shown.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            awaited.remove(key, shown);
        }
    }
}
