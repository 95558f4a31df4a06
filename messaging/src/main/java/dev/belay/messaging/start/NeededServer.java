package dev.belay.messaging.start;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server without which a service cannot start.
 *
 * @param name and address, as people know it
 * @param lack why it does not serve yet; empty where it does
 */
public record NeededServer(String name, Supplier<Optional<String>> lack) {
    private static final Logger LOG = LoggerFactory.getLogger(NeededServer.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** Waits for it, however long that takes, and says once that it does. */
    public void await() {
        Optional<String> found = lack.get();
        if (found.isEmpty()) {
            return;
        }
        LOG.warn("Waiting for {}: {}", name, found.get());
        while (found.isPresent()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            found = lack.get();
        }
        LOG.info("{} answers", name);
    }
}
