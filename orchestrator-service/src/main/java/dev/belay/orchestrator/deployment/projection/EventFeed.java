package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Tells what has just been committed; listeners return at once. */
@Component
public final class EventFeed {
    private final List<Consumer<DeploymentEvent>> events = new CopyOnWriteArrayList<>();
    private final List<Consumer<DeploymentId>> interruptions = new CopyOnWriteArrayList<>();

    public void onEvent(Consumer<DeploymentEvent> listener) {
        events.add(listener);
    }

    public void onInterruption(Consumer<DeploymentId> listener) {
        interruptions.add(listener);
    }

    void applied(DeploymentEvent event) {
        events.forEach(listener -> listener.accept(event));
    }

    public void interrupted(DeploymentId deployment) {
        interruptions.forEach(listener -> listener.accept(deployment));
    }
}
