package dev.belay.notifier.slack.calls;

import java.util.Map;
import java.util.Set;

/**
 * An error that Slack answers with.
 *
 * @param error Slack's own name for it
 * @param needed the scope that Slack misses, or empty
 */
public record SlackRefusal(String error, String needed) {
    private static final Set<String> PASSING = Set.of(
            "fatal_error",
            "internal_error",
            "rate_limited",
            "ratelimited",
            "request_timeout",
            "service_unavailable",
            "team_added_to_org");

    private static final String NEW_TOKEN = "Put a valid bot token into the token file; it is used from then on.";
    private static final Map<String, String> OF_THE_WORKSPACE = Map.of(
            "invalid_auth", NEW_TOKEN,
            "not_authed", NEW_TOKEN,
            "account_inactive", NEW_TOKEN,
            "token_expired", NEW_TOKEN,
            "token_revoked", NEW_TOKEN,
            "access_denied", "Let Belay's app into the workspace again, or put another token into the token file.",
            "missing_scope", "Give Belay's app the scope chat:write, install it again, and use the new token.");
    private static final Map<String, String> OF_THE_CHANNEL = Map.of(
            "channel_not_found", "Name an existing channel, and invite Belay's app to it if it is private.",
            "not_in_channel", "Invite Belay's app to the channel.",
            "is_archived", "Name another channel, or take this one out of the archive.",
            "restricted_action", "Let Belay's app post in this channel; a workspace setting forbids it.",
            "restricted_action_read_only_channel", "Let Belay's app post in this channel; it is for reading.",
            "restricted_action_thread_only_channel", "Name another channel; this one takes replies alone.");

    /** What a refusal is about, and therefore what waits until it is mended. */
    public enum Reach {
        WORKSPACE,
        CHANNEL,
        MESSAGE
    }

    boolean mayPass() {
        return PASSING.contains(error);
    }

    public Reach reach() {
        if (OF_THE_WORKSPACE.containsKey(error)) {
            return Reach.WORKSPACE;
        }
        return OF_THE_CHANNEL.containsKey(error) ? Reach.CHANNEL : Reach.MESSAGE;
    }

    /** Whether the message that was to be changed is gone. */
    public boolean isOfALostMessage() {
        return error.equals("message_not_found") || error.equals("thread_not_found");
    }

    /** What a person has to do. */
    public String advice() {
        String advice = OF_THE_WORKSPACE.getOrDefault(
                error,
                OF_THE_CHANNEL.getOrDefault(
                        error,
                        "Look \"" + error + "\" up in Slack's reference of the method, and mend what it names."));
        return needed.isEmpty() ? advice : advice + " Slack says that it needs " + needed + ".";
    }
}
