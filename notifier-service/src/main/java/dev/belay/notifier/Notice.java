package dev.belay.notifier;

import dev.belay.contracts.DeploymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that people are told.
 *
 * @param at when what it tells of happened
 * @param channel whom to tell, absent for the usual place
 */
record Notice(DeploymentId deployment, Instant at, String text, @Nullable String channel) {}
