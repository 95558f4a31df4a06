package dev.belay.orchestrator.workflow.request;

import java.time.Duration;

/**
 * How long the workflow waits for what.
 *
 * @param heartbeat without a sign of life for so long, a lease is given up and the next one sent
 * @param pauseBetweenAttempts before a step that has failed is tried again
 */
public record Pace(Duration heartbeat, Duration pauseBetweenAttempts) {}
