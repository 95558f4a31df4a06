package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.orchestrator.deployment.ProjectionRebuild;
import dev.belay.orchestrator.deployment.projection.DeploymentProjection;
import dev.belay.orchestrator.deployment.projection.SequenceGap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Feeds the projection, and mends it where events are missing.
 *
 * <p>A projection that was put back from an older backup lacks what the topic still has, so that the topic is read again
 * from its beginning. What is missing then too is lost: it is said, and one deployment's loss stops no other.
 */
final class GapRepair {
    private static final Logger LOG = LoggerFactory.getLogger(GapRepair.class);

    private final DeploymentProjection projection;
    private final ProjectionRebuild rebuild;
    /** Deployments with a gap, and how many rebuilds there had been when it was first found. */
    private final Map<DeploymentId, Long> foundAfter = new ConcurrentHashMap<>();

    GapRepair(DeploymentProjection projection, ProjectionRebuild rebuild) {
        this.projection = projection;
        this.rebuild = rebuild;
    }

    /**
     * Applies the event.
     *
     * @throws SequenceGap where the topic is about to be read again, this event with it
     */
    void apply(DeploymentEvent event) {
        try {
            projection.apply(event);
        } catch (SequenceGap gap) {
            if (rebuild.isBeginning()) {
                throw gap;
            }
            Long rebuildsBefore = foundAfter.putIfAbsent(event.deployment(), rebuild.begun());
            if (rebuildsBefore == null || rebuildsBefore == rebuild.begun()) {
                LOG.warn("{} The topic is read again from its beginning.", gap.getMessage());
                rebuild.begin();
                throw gap;
            }
            LOG.error("{} The topic does not have it either: it is lost, and shown as missing.", gap.getMessage());
            projection.applyDespiteGap(event);
        }
    }
}
