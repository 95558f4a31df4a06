package dev.belay.notifier.slack.calls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * When Slack may be called: at most once a second for each method and channel, within a method's limit for the
 * workspace, and not before the moment that Slack has asked for.
 */
public final class Pace {
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Duration between;
    private final Clock clock;
    private final Map<Lane, Instant> notBefore = new HashMap<>();
    private final Map<SlackMethod, Deque<Instant>> recent = new EnumMap<>(SlackMethod.class);

    /** @param between two calls of one method for one channel */
    public Pace(Duration between, Clock clock) {
        this.between = between;
        this.clock = clock;
    }

    private record Lane(SlackMethod method, String channel) {}

    /** How long to wait before that call; zero where it may be made now. */
    public Duration untilAllowed(SlackMethod method, String channel) {
        Instant now = clock.instant();
        Instant lane = notBefore.getOrDefault(new Lane(method, channel), now);
        Instant workspace = workspaceAllows(method, now);
        Instant allowed = lane.isAfter(workspace) ? lane : workspace;
        return allowed.isAfter(now) ? Duration.between(now, allowed) : Duration.ZERO;
    }

    public void called(SlackMethod method, String channel) {
        Instant now = clock.instant();
        notBefore.put(new Lane(method, channel), now.plus(between));
        recent.computeIfAbsent(method, unused -> new ArrayDeque<>()).addLast(now);
    }

    /** Slack has asked to be left alone with that. */
    public void asked(SlackMethod method, String channel, Duration retryAfter) {
        notBefore.put(new Lane(method, channel), clock.instant().plus(retryAfter));
    }

    private Instant workspaceAllows(SlackMethod method, Instant now) {
        Deque<Instant> calls = recent.computeIfAbsent(method, unused -> new ArrayDeque<>());
        while (!calls.isEmpty() && calls.getFirst().isBefore(now.minus(WINDOW))) {
            calls.removeFirst();
        }
        return calls.size() < method.perMinute() ? now : calls.getFirst().plus(WINDOW);
    }
}
