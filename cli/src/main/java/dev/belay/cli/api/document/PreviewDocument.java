package dev.belay.cli.api.document;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.event.EventBody;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a plan would do, as the API says it. */
public record PreviewDocument(JsonNode document) {
    /** From when until when. */
    public record Hours(
            Instant begins,
            Instant ends,
            Duration takes,
            @Nullable Duration rollbackTakes,
            EventBody.@Nullable WindowTimes window) {}

    /** A step, when it would begin, and what would follow where it fails. */
    public record PlannedStep(
            String phase,
            StepId id,
            String title,
            @Nullable String owner,
            @Nullable Duration estimate,
            @Nullable EstimateBasis estimateBasis,
            Instant begins,
            List<String> looks,
            @Nullable String asks,
            @Nullable IfFails ifFails) {
        public PlannedStep {
            looks = looks == null ? List.of() : List.copyOf(looks);
        }
    }

    /** What would follow where a step fails. */
    public record IfFails(
            DeploymentStatus ends,
            List<UndoStep> undo,
            List<StepId> checks,
            Duration takes,
            int unestimated,
            List<Asked> asks) {
        public IfFails {
            undo = List.copyOf(undo);
            checks = List.copyOf(checks);
            asks = List.copyOf(asks);
        }
    }

    /** One undo. */
    public record UndoStep(
            List<StepId> steps,
            String how,
            @Nullable Duration estimate,
            @Nullable EstimateBasis estimateBasis) {
        public UndoStep {
            steps = List.copyOf(steps);
        }
    }

    /** A question to people. */
    public record Asked(StepId step, String text) {}

    /** What is planned, such as {@code shop-release on shop-production}. */
    public String subject() {
        return Json.text(document, "plan") + " on " + Json.text(document, "environment");
    }

    public Optional<Hours> hours() {
        return Json.as(document.path("hours"), Hours.class);
    }

    public List<PlannedStep> steps() {
        return Json.items(document.path("steps")).stream()
                .flatMap(step -> Json.as(step, PlannedStep.class).stream())
                .toList();
    }

    public List<String> warnings() {
        return Json.items(document.path("warnings")).stream()
                .map(warning -> warning.asString(""))
                .toList();
    }
}
