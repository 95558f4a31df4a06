package dev.belay.orchestrator.workflow.timing;

import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.plan.timing.Announcement;
import dev.belay.orchestrator.plan.timing.Window;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells people once, where the plan says so, when the deployment will begin to change things. */
final class Announcements {
    private final DeploymentRequest request;
    private final EventLog events;
    private final @Nullable Announcement announcement;
    private boolean told;

    Announcements(DeploymentRequest request, EventLog events) {
        this.request = request;
        this.events = events;
        this.announcement = request.plan().timing().announcement();
    }

    /** When people are to be told of changes that begin then; empty where they are not, or have been told. */
    Optional<Instant> due(Instant begins) {
        Announcement known = announcement;
        return known == null || told ? Optional.empty() : Optional.of(begins.minus(known.before()));
    }

    void tell(Instant begins) {
        Announcement known = announcement;
        if (known == null || told) {
            return;
        }
        told = true;
        Window window = request.plan().timing().window();
        DeploymentRequest.Schedule schedule = request.schedule();
        ZoneId zone = window != null ? window.zone() : schedule == null ? ZoneOffset.UTC : schedule.zone();
        events.append(new EventBody.Announced(
                known.channel(),
                known.mention(),
                begins,
                request.plan().name() + " on " + request.target().environment() + " begins to change things at "
                        + new WindowClock(zone).full(begins) + "."));
    }
}
