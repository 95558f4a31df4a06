package dev.belay.worker.runtime;

import dev.belay.contracts.Result;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends results until the broker has them, however long that takes; the journal keeps them meanwhile. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final Replies replies;
    private final ScheduledExecutorService scheduler;

    Answers(Replies replies, ScheduledExecutorService scheduler) {
        this.replies = replies;
        this.scheduler = scheduler;
    }

    void send(Result result, Consumer<Result> afterwards) {
        scheduler.execute(() -> attempt(result, afterwards, Duration.ofSeconds(1)));
    }

    private void attempt(Result result, Consumer<Result> afterwards, Duration pause) {
        try {
            replies.send(result);
        } catch (RuntimeException unreachable) {
            LOG.warn(
                    "The result of {} could not be sent and will be sent again in {} s: {}",
                    result.execution(),
                    pause.toSeconds(),
                    unreachable.getMessage());
            Duration next = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            scheduler.schedule(() -> attempt(result, afterwards, next), pause.toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        afterwards.accept(result);
    }
}
