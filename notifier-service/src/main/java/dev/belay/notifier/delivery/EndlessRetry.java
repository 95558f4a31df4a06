package dev.belay.notifier.delivery;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultBackOffHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.util.backoff.ExponentialBackOff;

/** Waits before a record is handed out again: twice as long each time, or as long as the other side asks for. */
public final class EndlessRetry extends DefaultBackOffHandler {
    private static final Logger LOG = LoggerFactory.getLogger(EndlessRetry.class);

    private EndlessRetry() {}

    /** Hands a record out until it is processed, and nothing that comes after it before. */
    public static CommonErrorHandler handler(RetryProperties retry) {
        ExponentialBackOff growing = new ExponentialBackOff(retry.first().toMillis(), 2);
        growing.setMaxInterval(retry.longest().toMillis());
        DefaultErrorHandler handler = new DefaultErrorHandler(null, growing, new EndlessRetry());
        // By default some exceptions count as hopeless, and their record is dropped.
        handler.setClassifications(Map.of(), true);
        handler.setLogLevel(KafkaException.Level.DEBUG);
        return handler;
    }

    @Override
    public void onNextBackOff(
            @Nullable MessageListenerContainer container, @Nullable Exception exception, long nextBackOff) {
        @Nullable Throwable root = root(exception);
        Duration wait =
                asked(root).filter(asked -> asked.toMillis() > nextBackOff).orElse(Duration.ofMillis(nextBackOff));
        if (root instanceof NotDeliveredYet) {
            LOG.warn("{} It is tried again in {}.", root.getMessage(), wait);
        } else {
            LOG.warn("An event cannot be processed; it is tried again in {}", wait, root);
        }
        super.onNextBackOff(container, exception, wait.toMillis());
    }

    private static Optional<Duration> asked(@Nullable Throwable root) {
        return root instanceof NotDeliveredYet notYet ? notYet.retryAfter() : Optional.empty();
    }

    private static @Nullable Throwable root(@Nullable Throwable exception) {
        Throwable root = exception;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
