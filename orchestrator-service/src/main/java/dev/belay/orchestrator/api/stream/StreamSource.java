package dev.belay.orchestrator.api.stream;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.orchestrator.deployment.projection.Events;
import dev.belay.orchestrator.deployment.record.Interruptions;
import dev.belay.orchestrator.deployment.view.Interruption;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a stream reads: the events, which are the truth, whoever has told it to look. */
@Component
final class StreamSource {
    private static final int AT_ONCE = 200;

    private final Events events;
    private final Interruptions interruptions;

    StreamSource(Events events, Interruptions interruptions) {
        this.events = events;
        this.interruptions = interruptions;
    }

    List<DeploymentEvent> after(DeploymentId deployment, long seq) {
        return events.after(deployment, seq, AT_ONCE);
    }

    Optional<Interruption> interruption(DeploymentId deployment) {
        return interruptions.find(deployment);
    }
}
