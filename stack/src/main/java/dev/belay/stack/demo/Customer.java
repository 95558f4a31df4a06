package dev.belay.stack.demo;

import java.io.IOException;
import java.net.URI;
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
import org.jspecify.annotations.Nullable;

/** Asks the shop for an order again and again while it is being released, and keeps what it was answered. */
final class Customer implements AutoCloseable {
    private static final long EVERY_MILLIS = 200;
    private static final int SERVED = 200;
    private static final int MAINTENANCE = 503;
    private static final int NOBODY = 0;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-customer");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpRequest request;
    private final List<Answer> answers = new ArrayList<>();

    private record Answer(Instant at, int status) {}

    Customer(URI shop) {
        this.request = HttpRequest.newBuilder(shop.resolve("/api/orders/1"))
                .timeout(Duration.ofSeconds(5))
                .build();
        clock.scheduleWithFixedDelay(this::ask, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ask() {
        Instant at = Instant.now();
        int status = NOBODY;
        try {
            status = http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException nobody) {
            // kept as such
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
            return;
        }
        synchronized (answers) {
            answers.add(new Answer(at, status));
        }
    }

    /** Whether every answer was an order or the maintenance page; nobody answers while the service is exchanged. */
    void judge(Findings findings) {
        List<Answer> all;
        synchronized (answers) {
            all = List.copyOf(answers);
        }
        long broken = all.stream()
                .filter(answer ->
                        answer.status() != SERVED && answer.status() != MAINTENANCE && answer.status() != NOBODY)
                .count();
        findings.judge(
                broken == 0,
                "A customer who asked for an order %d times meanwhile got it, except for %s of maintenance"
                        .formatted(all.size(), seconds(away(all))),
                "A customer who asked for an order %d times meanwhile got an error %d times"
                        .formatted(all.size(), broken));
    }

    private static Duration away(List<Answer> all) {
        Duration away = Duration.ZERO;
        @Nullable Instant since = null;
        for (Answer answer : all) {
            if (answer.status() == SERVED && since != null) {
                away = away.plus(Duration.between(since, answer.at()));
                since = null;
            } else if (answer.status() != SERVED && since == null) {
                since = answer.at();
            }
        }
        return away;
    }

    private static String seconds(Duration duration) {
        return Math.round(duration.toMillis() / 1000.0) + " s";
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
