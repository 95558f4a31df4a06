package dev.belay.orchestrator.api;

import dev.belay.contracts.StepId;
import dev.belay.contracts.event.RollbackPreview;
import dev.belay.orchestrator.api.problem.ApiRefusal;
import dev.belay.orchestrator.api.problem.ProblemCode;
import dev.belay.orchestrator.deployment.intake.RollbackPreviews;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a rollback would take back, and what would be lost by it. */
@RestController
class RollbackController {
    private final RollbackPreviews previews;

    RollbackController(RollbackPreviews previews) {
        this.previews = previews;
    }

    @GetMapping(path = "/api/v1/deployments/{id}/rollback", produces = MediaType.APPLICATION_JSON_VALUE)
    RollbackPreview preview(@PathVariable String id, @RequestParam(required = false) @Nullable String to) {
        return previews.preview(PathId.deployment(id), to == null ? null : step(to));
    }

    private static String step(String to) {
        try {
            return new StepId(to).text();
        } catch (IllegalArgumentException illFormed) {
            throw new ApiRefusal(
                    ProblemCode.VALUE_INVALID,
                    "Parameter \"to\" is \"" + to + "\"; expected the id of a step, or beginning.",
                    "Mend the parameter \"to\", or leave it out.");
        }
    }
}
