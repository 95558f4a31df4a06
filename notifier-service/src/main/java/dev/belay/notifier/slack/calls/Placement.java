package dev.belay.notifier.slack.calls;

import org.jspecify.annotations.Nullable;

/**
 * Where a message is to be posted.
 *
 * @param channel id or name
 * @param thread the message that it replies to, absent for the channel itself
 * @param broadcast whether a reply is sent back to the channel
 */
public record Placement(String channel, @Nullable String thread, boolean broadcast) {
    public static Placement inChannel(String channel) {
        return new Placement(channel, null, false);
    }
}
