package dev.belay.notifier.slack.board;

import java.time.Instant;
import java.util.Map;

/** Who has started which plan, where, when, and with what. */
public record Origin(
        String plan,
        String environment,
        String requestedBy,
        Map<String, String> parameters,
        String comment,
        Instant at) {
    public Origin {
        parameters = Map.copyOf(parameters);
    }
}
