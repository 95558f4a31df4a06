package dev.belay.orchestrator.plan.timing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What people are told before a deployment begins.
 *
 * @param channel absent for the channel of the notifier's own configuration
 * @param mention whom to mention, absent for nobody
 * @param before how long before
 */
public record Announcement(
        @Nullable String channel, @Nullable String mention, Duration before) {}
