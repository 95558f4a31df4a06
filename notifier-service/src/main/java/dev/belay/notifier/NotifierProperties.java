package dev.belay.notifier;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the notifier tells, and what it remembers.
 *
 * @param state the directory that keeps what has been told; created where absent
 * @param ignoreOlderThan what had happened longer ago when the notifier started for the first time is not told
 * @param retry how long to wait before something is tried again
 * @param slack absent settings leave Slack alone
 */
@ConfigurationProperties("belay.notifier")
public record NotifierProperties(
        @DefaultValue(".belay/notifier") Path state,
        @DefaultValue("1h") Duration ignoreOlderThan,
        @DefaultValue Retry retry,
        @DefaultValue Slack slack) {

    public NotifierProperties {
        if (ignoreOlderThan.isNegative()) {
            throw new IllegalArgumentException("belay.notifier.ignore-older-than is " + ignoreOlderThan
                    + "; expected zero or more, such as 1h. Correct it and start again.");
        }
    }

    /**
     * The waits between attempts, each twice as long as the one before.
     *
     * @param first the first wait
     * @param longest no wait is longer, unless the other side asks for it
     */
    public record Retry(@DefaultValue("1s") Duration first, @DefaultValue("1m") Duration longest) {
        public Retry {
            if (first.toMillis() < 1 || longest.compareTo(first) < 0) {
                throw new IllegalArgumentException(
                        "belay.notifier.retry is from " + first + " to " + longest
                                + "; expected first to be at least 1ms and no longer than longest. Correct it and start again.");
            }
        }
    }

    /**
     * The Slack workspace to tell.
     *
     * @param tokenFile holds the bot token alone, and is read anew for each message; without it Slack is told nothing
     * @param channel where messages go that name no channel of their own, such as {@code #releases}
     * @param apiUrl where Slack's Web API is
     * @param timeout how long one call may take
     */
    public record Slack(
            @Nullable Path tokenFile,
            @Nullable String channel,
            @DefaultValue("https://slack.com/api/") URI apiUrl,
            @DefaultValue("10s") Duration timeout) {
        public Slack {
            if (tokenFile != null && tokenFile.toString().isEmpty()) {
                tokenFile = null;
            }
            if (tokenFile != null && (channel == null || channel.isBlank())) {
                throw new IllegalArgumentException("belay.notifier.slack.token-file is set to " + tokenFile
                        + " and belay.notifier.slack.channel is not set; expected both."
                        + " Name the channel for messages that name none of their own.");
            }
        }

        Optional<SlackAccount> account() {
            return tokenFile == null || channel == null
                    ? Optional.empty()
                    : Optional.of(new SlackAccount(tokenFile, channel));
        }
    }
}
