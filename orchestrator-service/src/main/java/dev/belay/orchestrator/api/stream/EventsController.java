package dev.belay.orchestrator.api.stream;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.api.PathId;
import dev.belay.orchestrator.api.problem.ApiRefusal;
import dev.belay.orchestrator.api.problem.ProblemCode;
import dev.belay.orchestrator.deployment.projection.DeploymentReader;
import dev.belay.orchestrator.deployment.projection.Summaries;
import dev.belay.orchestrator.deployment.refusal.DeploymentUnknown;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Lets clients follow a deployment. */
@RestController
class EventsController {
    private final DeploymentStreams streams;
    private final DeploymentReader reader;
    private final Summaries summaries;

    EventsController(DeploymentStreams streams, DeploymentReader reader, Summaries summaries) {
        this.streams = streams;
        this.reader = reader;
        this.summaries = summaries;
    }

    /** A client that has seen the last event is told 204, the only answer after which browsers do not come again. */
    @GetMapping(path = "/api/v1/deployments/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseEntity<SseEmitter> events(
            @PathVariable String id,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId) {
        DeploymentId deployment = PathId.deployment(id);
        if (!reader.exists(deployment)) {
            throw new DeploymentUnknown(id);
        }
        long seen = lastEventId == null ? 0 : seq(lastEventId);
        if (seen > 0 && summaries.finished(deployment) && seen >= summaries.newest(deployment)) {
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .header("X-Accel-Buffering", "no")
                .contentType(MediaType.TEXT_EVENT_STREAM)
                .body(streams.open(deployment, seen));
    }

    private static long seq(String text) {
        try {
            return Math.max(0, Long.parseLong(text.strip()));
        } catch (NumberFormatException illFormed) {
            throw new ApiRefusal(
                    ProblemCode.VALUE_INVALID,
                    "Header \"Last-Event-ID\" is \"" + text + "\"; expected the number of an event.",
                    "Send the id of the last event that you have seen, or no such header.");
        }
    }
}
