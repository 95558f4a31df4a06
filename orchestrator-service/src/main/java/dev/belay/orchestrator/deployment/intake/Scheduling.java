package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.Manifest;
import dev.belay.orchestrator.deployment.DeploymentProperties;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.deployment.PlanValidation;
import dev.belay.orchestrator.deployment.refusal.StartTimeRefused;
import dev.belay.orchestrator.plan.StartTime;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the moment that a request means by its words for the time of the start. */
@Component
final class Scheduling {
    private final PlanValidation validation;
    private final Manifests manifests;
    private final ZoneId zone;

    Scheduling(PlanValidation validation, Manifests manifests, DeploymentProperties properties) {
        this.validation = validation;
        this.manifests = manifests;
        ZoneId configured = properties.zone();
        this.zone = configured == null ? ZoneId.systemDefault() : configured;
    }

    /** @throws StartTimeRefused where it cannot begin then */
    Intent.@Nullable Schedule of(StartRequest request, Intent.PlanSource plan, Instant now) {
        String at = request.at();
        if (at == null) {
            return null;
        }
        StartTime meant = StartTime.of(at, validation.timing(plan, request.parameters()), zone, now);
        if (meant instanceof StartTime.At time) {
            String digest = manifests.ofEnvironment(request.environment()).stream()
                    .map(Manifest::digest)
                    .findFirst()
                    .orElse(null);
            return new Intent.Schedule(time.begins(), time.zone(), digest);
        }
        StartTime.Refused refused = (StartTime.Refused) meant;
        throw new StartTimeRefused(refused.why(), refused.next());
    }
}
