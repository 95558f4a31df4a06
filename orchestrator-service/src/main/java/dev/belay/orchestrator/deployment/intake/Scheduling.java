package dev.belay.orchestrator.deployment.intake;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.orchestrator.deployment.DeploymentProperties;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.deployment.PlanValidation;
import dev.belay.orchestrator.deployment.refusal.StartTimeRefused;
import dev.belay.orchestrator.plan.StartTime;
import dev.belay.orchestrator.plan.timing.Cron;
import dev.belay.orchestrator.plan.timing.Timing;
import dev.belay.orchestrator.plan.timing.Window;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the moment that a request means by its words for the time of the start. */
@Component
final class Scheduling {
    private static final String NOW = "now";

    private final PlanValidation validation;
    private final Manifests manifests;
    private final ZoneId zone;

    Scheduling(PlanValidation validation, Manifests manifests, DeploymentProperties properties) {
        this.validation = validation;
        this.manifests = manifests;
        ZoneId configured = properties.zone();
        this.zone = configured == null ? ZoneId.systemDefault() : configured;
    }

    /**
     * When the deployment begins; absent where it begins at once. A plan with a {@code cron} begins its series, unless
     * the request says when.
     *
     * @throws StartTimeRefused where it cannot begin then
     */
    Intent.@Nullable Schedule of(StartRequest request, Intent.PlanSource plan, Instant now) {
        String at = request.at();
        if (at != null && at.strip().equals(NOW)) {
            return null;
        }
        Timing timing = validation.timing(plan, request.parameters());
        if (at == null) {
            Cron cron = timing.cron();
            return cron == null ? null : first(cron, timing, request.environment(), now);
        }
        StartTime meant = StartTime.of(at, timing, zone, now);
        if (meant instanceof StartTime.At time) {
            return new Intent.Schedule(time.begins(), time.zone(), digest(request.environment()), null);
        }
        StartTime.Refused refused = (StartTime.Refused) meant;
        throw new StartTimeRefused(refused.why(), refused.next());
    }

    private Intent.Schedule first(Cron cron, Timing timing, String environment, Instant now) {
        Window window = timing.window();
        ZoneId own = window == null ? zone : window.zone();
        return new Intent.Schedule(cron.after(now, own), own, digest(environment), new Intent.Series(cron, null));
    }

    /** Of the environment's file as it is now; absent where no worker has published it. */
    @Nullable
    String digest(String environment) {
        return manifests.ofEnvironment(environment).stream()
                .map(Manifest::digest)
                .findFirst()
                .orElse(null);
    }
}
