package dev.belay.orchestrator.deployment.projection;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.view.DeploymentHistory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The histories of the deployments that events arrive for, so that each event is folded once. */
@Component
final class HistoryCache {
    private static final int KEPT = 64;

    private final Events events;
    private final Map<DeploymentId, DeploymentHistory> newest = new LinkedHashMap<>(KEPT, 0.75f, true);

    HistoryCache(Events events) {
        this.events = events;
    }

    /** The history up to the given event; one that says anything else is folded again. */
    DeploymentHistory upTo(DeploymentId id, long seq) {
        DeploymentHistory kept = newest.get(id);
        if (kept != null && kept.standing().lastSeq() == seq) {
            return kept;
        }
        DeploymentHistory folded = new DeploymentHistory();
        events.of(id).forEach(folded::add);
        newest.put(id, folded);
        if (newest.size() > KEPT) {
            newest.remove(newest.keySet().iterator().next());
        }
        return folded;
    }

    void forget(DeploymentId id) {
        newest.remove(id);
    }

    void clear() {
        newest.clear();
    }
}
