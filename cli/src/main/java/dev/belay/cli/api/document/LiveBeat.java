package dev.belay.cli.api.document;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.outcome.Progress;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A sign of life of an execution, as the API passes it on.
 *
 * @param progress absent until the work has reported some
 */
public record LiveBeat(
        ExecutionId execution,
        String worker,
        Beat.State state,
        Instant at,
        @Nullable Progress progress) {

    /** Reads a beat whose progress stands in a member of its own, or beside the others. */
    public static Optional<LiveBeat> of(JsonNode node) {
        Optional<ExecutionId> execution = Json.as(node.path("execution"), ExecutionId.class);
        Optional<Instant> at = Json.instant(node, "at");
        if (execution.isEmpty() || at.isEmpty()) {
            return Optional.empty();
        }
        JsonNode amount = node.path("progress").isObject() ? node.path("progress") : node;
        Optional<Progress> progress = amount.has("done") ? Json.as(amount, Progress.class) : Optional.empty();
        Beat.State state = Json.as(node.path("state"), Beat.State.class).orElse(Beat.State.RUNNING);
        return Optional.of(
                new LiveBeat(execution.get(), Json.text(node, "worker"), state, at.get(), progress.orElse(null)));
    }
}
