package dev.belay.orchestrator.api;

import dev.belay.orchestrator.deployment.intake.Decisions;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import dev.belay.orchestrator.security.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes what people decide. */
@RestController
class DecisionsController {
    private final Decisions decisions;

    DecisionsController(Decisions decisions) {
        this.decisions = decisions;
    }

    @PostMapping(
            path = "/api/v1/deployments/{id}/decisions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    DeploymentView decide(
            @PathVariable String id,
            @RequestBody DecisionBody body,
            @Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        return decisions.decide(body.decision(PathId.deployment(id), caller));
    }
}
