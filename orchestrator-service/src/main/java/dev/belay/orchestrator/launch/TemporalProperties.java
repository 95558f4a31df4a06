package dev.belay.orchestrator.launch;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Temporal is and how deployments use it.
 *
 * @param target host and port of the frontend
 * @param namespace must exist
 * @param heartbeat without a sign of life from a worker for so long, the next lease is sent
 * @param pauseBetweenAttempts before a step that has failed is tried again
 * @param stickySchedule how long a workflow task waits for the process that ran the last one; zero with the in-JVM
 *     server, which would otherwise leave workflows of a killed orchestrator waiting
 */
@ConfigurationProperties("belay.temporal")
public record TemporalProperties(
        @DefaultValue("127.0.0.1:7233") String target,
        @DefaultValue("belay") String namespace,
        @DefaultValue("90s") Duration heartbeat,
        @DefaultValue("3s") Duration pauseBetweenAttempts,
        @DefaultValue("5s") Duration stickySchedule) {}
