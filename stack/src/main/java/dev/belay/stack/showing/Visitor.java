package dev.belay.stack.showing;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Asks a site the same again and again while it is being released, and keeps what it was answered. */
public final class Visitor implements AutoCloseable {
    private static final long EVERY_MILLIS = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "show-visitor");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpRequest request;
    private final List<Visit> visits = new ArrayList<>();

    /** One question and its answer; the status is {@link #NOBODY} where nobody answered. */
    public record Visit(Instant asked, Instant answered, int status) {
        public static final int NOBODY = 0;

        public Duration took() {
            return Duration.between(asked, answered);
        }
    }

    public Visitor(HttpRequest request) {
        this.request = request;
        clock.scheduleWithFixedDelay(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        Instant asked = Instant.now();
        int status = Visit.NOBODY;
        try {
            status = http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            // kept as such
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (visits) {
            visits.add(new Visit(asked, Instant.now(), status));
        }
    }

    /** All so far, in their order. */
    public List<Visit> visits() {
        synchronized (visits) {
            return List.copyOf(visits);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
