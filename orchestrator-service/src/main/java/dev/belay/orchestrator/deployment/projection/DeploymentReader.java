package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.LiveProgress;
import dev.belay.orchestrator.deployment.record.Intents;
import dev.belay.orchestrator.deployment.record.Interruptions;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Reads deployments as people see them. */
@Service
public class DeploymentReader {
    private final Intents intents;
    private final Events events;
    private final Interruptions interruptions;
    private final LiveProgress live;

    DeploymentReader(Intents intents, Events events, Interruptions interruptions, LiveProgress live) {
        this.intents = intents;
        this.events = events;
        this.interruptions = interruptions;
        this.live = live;
    }

    public Optional<DeploymentView> find(DeploymentId id) {
        List<DeploymentEvent> known = events.of(id);
        return intents.find(id)
                .or(() -> known.stream().findFirst().flatMap(DeploymentReader::intentOf))
                .map(intent -> DeploymentView.of(intent, known, live))
                .map(view -> interruptions.find(id).map(view::interrupted).orElse(view));
    }

    public boolean exists(DeploymentId id) {
        return intents.find(id).isPresent() || !events.after(id, 0, 1).isEmpty();
    }

    /** What the first event says of an intent that is not on record. */
    private static Optional<Intent> intentOf(DeploymentEvent first) {
        if (!(first.body() instanceof EventBody.DeploymentStarted started)) {
            return Optional.empty();
        }
        return Optional.of(new Intent(
                first.deployment(),
                started.environment(),
                new Intent.PlanSource(started.plan().name(), "", Map.of()),
                started.parameters(),
                new Intent.Request(started.requestedBy(), first.at(), started.comment()),
                null,
                null));
    }
}
