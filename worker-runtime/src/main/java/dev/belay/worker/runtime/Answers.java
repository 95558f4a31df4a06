package dev.belay.worker.runtime;

import dev.belay.contracts.message.Result;
import dev.belay.messaging.trace.TraceContext;
import dev.belay.messaging.trace.TraceScope;
import dev.belay.messaging.trace.Traces;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends results until the broker has them, however long that takes; the journal keeps them meanwhile. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Replies replies;
    private final Traces traces;
    private final ScheduledExecutorService scheduler;

    Answers(Replies replies, Traces traces, ScheduledExecutorService scheduler) {
        this.replies = replies;
        this.traces = traces;
        this.scheduler = scheduler;
    }

    /** The result carries the trace that this thread is in now. */
    void send(Result result, Consumer<Result> afterwards) {
        TraceContext trace = traces.current().orElse(null);
        scheduler.execute(() -> attempt(result, trace, afterwards, Duration.ofSeconds(1)));
    }

    private void attempt(Result result, @Nullable TraceContext trace, Consumer<Result> afterwards, Duration pause) {
        try (TraceScope scope = traces.within(trace, result.execution())) {
            replies.send(result);
        } catch (RuntimeException unreachable) {
            LOG.warn(
                    "The result of {} could not be sent and will be sent again in {} s: {}",
                    result.execution(),
                    pause.toSeconds(),
                    unreachable.getMessage());
            Duration next = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            scheduler.schedule(() -> attempt(result, trace, afterwards, next), pause.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        afterwards.accept(result);
    }
}
