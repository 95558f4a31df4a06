package dev.belay.notifier.slack.board;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one message that shows a deployment.
 *
 * @param posted absent before Slack has it
 * @param attempted when it was first sent without a certain answer; it may stand in Slack already
 * @param stale since when it shows less than is known, absent where it shows everything
 * @param happened when the newest thing that it does not show yet happened, absent where it shows everything
 */
public record Root(
        @Nullable Posted posted,
        @Nullable Instant attempted,
        @Nullable Instant stale,
        @Nullable Instant happened) {
    static final Root NONE = new Root(null, null, null, null);

    Root changed(Instant happenedNow, Instant arrived) {
        return new Root(posted, attempted, stale == null ? arrived : stale, happenedNow);
    }
}
