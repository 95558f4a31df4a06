package dev.belay.notifier;

import java.util.Map;
import java.util.Set;

/** An error that Slack answers with, by Slack's own name for it. */
record SlackRefusal(String error) {
    private static final Set<String> PASSING = Set.of(
            "fatal_error",
            "internal_error",
            "rate_limited",
            "ratelimited",
            "request_timeout",
            "service_unavailable",
            "team_added_to_org");

    private static final String NEW_TOKEN =
            "Put a valid bot token (scope chat:write) into the token file; the next message uses it.";
    private static final Map<String, String> ADVICE = Map.of(
            "channel_not_found",
            "Name an existing channel, and invite Belay's app to it if it is private.",
            "not_in_channel",
            "Invite Belay's app to the channel.",
            "is_archived",
            "Name another channel, or take this one out of the archive.",
            "invalid_auth",
            NEW_TOKEN,
            "not_authed",
            NEW_TOKEN,
            "account_inactive",
            NEW_TOKEN,
            "token_expired",
            NEW_TOKEN,
            "token_revoked",
            NEW_TOKEN,
            "missing_scope",
            "Give Belay's app the scope chat:write and install it again.",
            "restricted_action",
            "Let Belay's app post in this channel; a workspace setting forbids it.");

    boolean mayPass() {
        return PASSING.contains(error);
    }

    String advice() {
        return ADVICE.getOrDefault(
                error, "Look \"" + error + "\" up in Slack's reference of chat.postMessage, and mend what it names.");
    }
}
