package dev.belay.orchestrator.deployment.metrics;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the metrics of deployments.
 *
 * @param readEvery how often they are read from the database
 * @param stuckAfter a deployment that should move and has given no sign of it for so long counts as stuck
 */
@ConfigurationProperties("belay.orchestrator.metrics")
public record MetricsProperties(
        @DefaultValue("10s") Duration readEvery,
        @DefaultValue("5m") Duration stuckAfter) {}
