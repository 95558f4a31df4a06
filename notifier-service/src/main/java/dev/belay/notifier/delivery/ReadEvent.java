package dev.belay.notifier.delivery;

import dev.belay.contracts.event.DeploymentEvent;

/**
 * An event, and its body as it came, with whatever this version does not know.
 *
 * @param body JSON
 */
public record ReadEvent(DeploymentEvent event, byte[] body) {}
