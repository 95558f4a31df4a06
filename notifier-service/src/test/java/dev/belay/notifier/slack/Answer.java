package dev.belay.notifier.slack;

import java.util.LinkedHashMap;
import java.util.Map;

/** What Slack answers a call with. */
record Answer(int status, Map<String, Object> body, String retryAfter) {
    static Answer ok(Map<String, Object> further) {
        Map<String, Object> body = new LinkedHashMap<>(further);
        body.put("ok", true);
        return new Answer(200, body, "");
    }

    static Answer error(String error) {
        return new Answer(200, Map.of("ok", false, "error", error), "");
    }

    static Answer limited(String seconds) {
        return new Answer(429, Map.of("ok", false, "error", "ratelimited"), seconds);
    }
}
