package dev.belay.orchestrator.deployment;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of deployments.
 *
 * @param plans the directory in which a plan's name means NAME.yaml; absent where plans are only sent as text
 * @param zone in which the time of a start is read where the plan has no window; absent for the machine's
 * @param reconcileEvery how often intents and held environments are compared with the runs
 * @param settleAfter how long a new intent, or a run that seems to have ended, is left alone before that
 */
@ConfigurationProperties("belay.orchestrator")
public record DeploymentProperties(
        @Nullable Path plans,
        @Nullable ZoneId zone,
        @DefaultValue("5s") Duration reconcileEvery,
        @DefaultValue("5s") Duration settleAfter) {}
