package dev.belay.orchestrator.api;

import dev.belay.contracts.Role;
import dev.belay.orchestrator.deployment.ProjectionRebuild;
import dev.belay.orchestrator.deployment.refusal.RoleMissing;
import dev.belay.orchestrator.security.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has the read model built again from the topic. */
@RestController
class ProjectionController {
    private final ProjectionRebuild rebuild;

    ProjectionController(ProjectionRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @PostMapping("/api/v1/admin/projection/rebuild")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void rebuild(@Parameter(hidden = true) @AuthenticationPrincipal Caller caller) {
        if (!caller.role().covers(Role.ADMIN)) {
            throw new RoleMissing("Rebuilding the projection", Role.ADMIN, caller.role());
        }
        rebuild.begin();
    }
}
