package dev.belay.messaging.start;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once that a server has gone away, and once that it is back: the clients' own complaints, one for each attempt of
 * each thread, are turned down.
 */
public final class ServerWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final NeededServer server;
    private final String meanwhile;
    private final Clock clock;
    private final ScheduledExecutorService looks;
    private @Nullable Instant away;

    /** @param meanwhile what becomes of the work while the server is away, as a sentence */
    public ServerWatch(NeededServer server, String meanwhile, Clock clock) {
        this.server = server;
        this.meanwhile = meanwhile;
        this.clock = clock;
        this.looks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "watch-" + server.name());
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Looks from now on. */
    public ServerWatch start() {
        looks.scheduleWithFixedDelay(this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    void look() {
        Optional<String> lack = server.lack().get();
        Instant now = clock.instant();
        if (lack.isPresent() && away == null) {
            away = now;
            LOG.warn(
                    "{} has not answered since {}: {}. {} It is looked for every {} s; a line says when it is back.",
                    server.name(),
                    now,
                    lack.get(),
                    meanwhile,
                    EVERY.toSeconds());
        } else if (lack.isEmpty() && away != null) {
            LOG.warn(
                    "{} answers again, after {} s.",
                    server.name(),
                    Duration.between(away, now).toSeconds());
            away = null;
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
