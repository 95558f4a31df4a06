package dev.belay.contracts.event;

import dev.belay.contracts.DeploymentId;
import java.time.Instant;

/**
 * Something that happened in a deployment.
 *
 * @param seq counts from 1 without gaps within the deployment; assigned by the deployment's workflow alone
 */
public record DeploymentEvent(DeploymentId deployment, long seq, Instant at, EventBody body) {}
