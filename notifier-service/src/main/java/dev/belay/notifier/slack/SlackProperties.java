package dev.belay.notifier.slack;

import dev.belay.notifier.slack.board.ChannelChoice;
import dev.belay.notifier.slack.rendering.Mentions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The Slack workspace to tell.
 *
 * @param tokenFile holds the bot token alone, and is read anew for each call; without it Slack is told nothing
 * @param channel where a deployment's message goes, such as {@code #releases}, better Slack's id of the channel
 * @param channels other channels for single environments, by their names
 * @param mention whom to mention on failures and needed decisions
 * @param apiUrl where Slack's Web API is
 * @param timeout how long one call may take
 * @param pace how fast it is called, and how long it is asked again
 */
@ConfigurationProperties("belay.notifier.slack")
public record SlackProperties(
        @Nullable Path tokenFile,
        @Nullable String channel,
        @DefaultValue Map<String, String> channels,
        @DefaultValue Mention mention,
        @DefaultValue("https://slack.com/api/") URI apiUrl,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue PaceProperties pace) {
    public SlackProperties {
        channels = Map.copyOf(channels);
        if (channel == null || channel.isBlank()) {
            throw new IllegalArgumentException("belay.notifier.slack.token-file is set to " + tokenFile
                    + " and belay.notifier.slack.channel is not set; expected both."
                    + " Name the channel for deployments whose environment has none of its own.");
        }
    }

    /**
     * Whom to mention.
     *
     * @param group Slack's id of a user group or person, or {@code here}; without it only known owners are mentioned
     * @param people Slack's ids of people and groups by the names that plans give owners
     */
    public record Mention(
            @DefaultValue("") String group, @DefaultValue Map<String, String> people) {
        public Mention {
            people = Map.copyOf(people);
        }
    }

    /**
     * How fast Slack is called.
     *
     * @param between two calls of one kind for one channel; changes that come meanwhile are shown together
     * @param refusedAgain how long to wait after a refusal that a person has to mend
     * @param giveUp what Slack refuses for so long is not told any more
     */
    public record PaceProperties(
            @DefaultValue("1s") Duration between,
            @DefaultValue("5m") Duration refusedAgain,
            @DefaultValue("1d") Duration giveUp) {}

    public ChannelChoice channelChoice() {
        return new ChannelChoice(String.valueOf(channel), channels);
    }

    public Mentions mentions() {
        return new Mentions(mention.group(), mention.people());
    }
}
