package dev.belay.orchestrator.api;

import dev.belay.contracts.DeploymentId;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.deployment.record.EnvironmentHolds;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the environments that workers know. */
@RestController
class EnvironmentsController {
    private final Manifests manifests;
    private final EnvironmentHolds holds;

    EnvironmentsController(Manifests manifests, EnvironmentHolds holds) {
        this.manifests = manifests;
        this.holds = holds;
    }

    /** All environments, by name. */
    record Environments(List<EnvironmentView> items) {}

    @GetMapping(path = "/api/v1/environments", produces = MediaType.APPLICATION_JSON_VALUE)
    Environments list() {
        Map<String, DeploymentId> holders = holds.all();
        return new Environments(manifests.environments().stream()
                .sorted()
                .map(name -> EnvironmentView.of(name, manifests.ofEnvironment(name), holders.get(name)))
                .toList());
    }
}
