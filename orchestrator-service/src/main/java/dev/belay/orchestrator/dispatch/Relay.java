package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.message.Result;
import dev.belay.messaging.trace.TraceScope;
import dev.belay.messaging.trace.Traces;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityCompletionFailureException;
import io.temporal.client.ActivityNotExistsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the workers' answers to Temporal: results complete activities, beats keep them alive. */
final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final int BEATS_PER_HEARTBEAT = 6;

    private final ActivityCompletionClient completion;
    private final NewestBeats beats;
    private final Duration pause;
    private final Traces traces;
    private final Clock clock;
    private final Map<ExecutionId, Instant> passedOn = new ConcurrentHashMap<>();

    /** @param heartbeat without a beat for so long, Temporal takes the worker for silent */
    Relay(ActivityCompletionClient completion, NewestBeats beats, Duration heartbeat, Traces traces, Clock clock) {
        this.completion = completion;
        this.beats = beats;
        this.pause = heartbeat.dividedBy(BEATS_PER_HEARTBEAT);
        this.traces = traces;
        this.clock = clock;
    }

    /** Completes the lease's activity; a lease that is no longer current is dropped, anything else is thrown. */
    void result(Result result) {
        try (TraceScope span = traces.taking("answer", null, result.execution())) {
            String outcome = result.outcome().name().toLowerCase(Locale.ROOT);
            span.tag("belay.outcome", outcome);
            completion.complete(token(result.taskToken()), result);
            LOG.info("{} has ended under lease {}: {}", result.execution(), result.lease(), outcome);
        } catch (ActivityNotExistsException stale) {
            LOG.info("The result of {} under lease {} is no longer waited for", result.execution(), result.lease());
        } catch (ActivityCompletionFailureException unreachable) {
            if (!(unreachable.getCause() instanceof ActivityCanceledException)) {
                throw unreachable;
            }
        } finally {
            passedOn.remove(result.execution());
            beats.forget(result.execution());
        }
    }

    /** Keeps the beat for people, and passes one of many on. */
    void beat(Beat beat) {
        beats.keep(beat);
        Instant now = clock.instant();
        Instant last = passedOn.get(beat.execution());
        if (last != null && now.isBefore(last.plus(pause)) && !newLease(beat)) {
            return;
        }
        try {
            completion.heartbeat(token(beat.taskToken()), beat);
            passedOn.put(beat.execution(), now);
        } catch (ActivityCompletionException lost) {
            LOG.debug("A beat of {} was not taken: {}", beat.execution(), lost.getMessage());
        }
    }

    private boolean newLease(Beat beat) {
        return beats.previous(beat.execution())
                .map(previous -> previous.lease() < beat.lease())
                .orElse(true);
    }

    private static byte[] token(String text) {
        return Base64.getDecoder().decode(text);
    }
}
