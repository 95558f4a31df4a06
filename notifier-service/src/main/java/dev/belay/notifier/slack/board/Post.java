package dev.belay.notifier.slack.board;

import dev.belay.contracts.StepId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message that is to be posted besides the one that shows the deployment.
 *
 * @param key names it for ever: deployment and number of the event, or of the first and the last one
 * @param happened when what it tells happened
 * @param arrived when the notifier learnt of it
 * @param step absent where it concerns no step
 * @param owner whom to mention, by the name that the plan gives, absent for the group or for nobody
 * @param channel the channel that the plan names, absent for the deployment's thread
 * @param attempted when it was first sent without a certain answer; it may stand in Slack already
 */
public record Post(
        String key,
        Kind kind,
        Instant happened,
        Instant arrived,
        String text,
        Audience audience,
        @Nullable StepId step,
        @Nullable String owner,
        @Nullable String channel,
        @Nullable Instant attempted) {

    /** What a message is about; that decides how long it is worth telling. */
    public enum Kind {
        PROGRESS,
        TROUBLE,
        QUESTION,
        DECISION,
        /** What the plan says to tell people: told in its own words, however late. */
        NOTIFICATION,
        CATCH_UP
    }

    Post attempted(@Nullable Instant when) {
        return new Post(key, kind, happened, arrived, text, audience, step, owner, channel, when);
    }

    public boolean uncertain() {
        return attempted != null;
    }
}
