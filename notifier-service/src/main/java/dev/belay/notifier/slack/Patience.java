package dev.belay.notifier.slack;

import dev.belay.notifier.delivery.RetryProperties;
import dev.belay.notifier.delivery.Troubles;
import dev.belay.notifier.slack.calls.Pace;
import dev.belay.notifier.slack.calls.SlackMethod;
import dev.belay.notifier.slack.calls.SlackRefusal;
import dev.belay.notifier.slack.calls.SlackTrouble;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides when an errand may be tried: not faster than Slack likes, and after a failure only what it does not concern. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final String EVERYTHING = "slack";

    private final UnaryOperator<String> channelIds;
    private final Pace pace;
    private final RetryProperties retry;
    private final Duration refusedAgain;
    private final Troubles troubles;
    private final Clock clock;
    private final Map<String, Pause> pauses = new HashMap<>();

    /** @param channelIds what a channel is called by Slack, so that one channel under two names has one pace */
    Patience(
            UnaryOperator<String> channelIds,
            Pace pace,
            RetryProperties retry,
            Duration refusedAgain,
            Troubles troubles,
            Clock clock) {
        this.channelIds = channelIds;
        this.pace = pace;
        this.retry = retry;
        this.refusedAgain = refusedAgain;
        this.troubles = troubles;
        this.clock = clock;
    }

    private record Pause(Instant until, int failures) {}

    /** Zero where it may be tried now. */
    Duration untilAllowed(Errand errand) {
        Instant now = clock.instant();
        Instant allowed = Stream.concat(
                        Stream.of(
                                errand.due(),
                                now.plus(pace.untilAllowed(errand.method(), channelIds.apply(errand.channel())))),
                        concerned(errand).stream()
                                .map(pauses::get)
                                .flatMap(Stream::ofNullable)
                                .map(Pause::until))
                .max(Instant::compareTo)
                .orElse(now);
        return allowed.isAfter(now) ? Duration.between(now, allowed) : Duration.ZERO;
    }

    void tried(Errand errand) {
        pace.called(errand.method(), channelIds.apply(errand.channel()));
    }

    void succeeded(Errand errand) {
        if (errand.method() == SlackMethod.HISTORY || errand.method() == SlackMethod.REPLIES) {
            // To be able to look says nothing of being able to post.
            return;
        }
        if (errand.method() == SlackMethod.POST) {
            // Slack may have taught us the id of the channel.
            pace.called(errand.method(), channelIds.apply(errand.channel()));
        }
        for (String what : concerned(errand)) {
            pauses.remove(what);
            if (troubles.ended(what)) {
                LOG.info("It works again: {}", what);
            }
        }
    }

    void failed(Errand errand, SlackTrouble trouble) {
        switch (trouble.kind()) {
            case LIMITED -> {
                Duration asked = trouble.retryAfter().orElse(retry.longest());
                pace.asked(errand.method(), channelIds.apply(errand.channel()), asked);
                LOG.info("{} Channel {} waits.", trouble.what(), errand.channel());
            }
            case UNREACHED, PASSING -> {
                int failures = pauses.getOrDefault(EVERYTHING, new Pause(Instant.MIN, 0))
                                .failures()
                        + 1;
                pauses.put(EVERYTHING, new Pause(clock.instant().plus(retry.after(failures)), failures));
                if (troubles.began(EVERYTHING, trouble.what(), clock.instant())) {
                    LOG.warn("{} What is to be told is kept, and tried again until it can.", trouble.what());
                }
            }
            case REFUSED -> {
                String what = trouble.refusal()
                        .map(refusal -> refused(errand, refusal))
                        .orElse(EVERYTHING);
                pauses.put(what, new Pause(clock.instant().plus(refusedAgain), 1));
                if (troubles.began(what, trouble.what(), clock.instant())) {
                    LOG.error(
                            "Deployment {} cannot be shown in channel {}: {} It is tried again every {}.",
                            errand.board().id(),
                            errand.channel(),
                            trouble.what(),
                            refusedAgain);
                }
            }
        }
    }

    /** Nothing waits any more for what was refused. */
    void forget(Errand errand, SlackRefusal refusal) {
        String what = refused(errand, refusal);
        pauses.remove(what);
        troubles.ended(what);
    }

    /** All that may keep this errand, from the widest to the narrowest. */
    private static List<String> concerned(Errand errand) {
        return Stream.of(SlackRefusal.Reach.values())
                .map(reach -> ofReach(errand, reach))
                .toList();
    }

    private static String refused(Errand errand, SlackRefusal refusal) {
        return ofReach(errand, refusal.reach());
    }

    private static String ofReach(Errand errand, SlackRefusal.Reach reach) {
        return switch (reach) {
            case WORKSPACE -> EVERYTHING;
            case CHANNEL -> EVERYTHING + ", channel " + errand.channel();
            case MESSAGE ->
                EVERYTHING + ", " + (errand.ofRoot() ? "deployment " : "reply of ")
                        + errand.board().id();
        };
    }
}
