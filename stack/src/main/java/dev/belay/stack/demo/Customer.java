package dev.belay.stack.demo;

import dev.belay.stack.showing.Findings;
import dev.belay.stack.showing.Visitor;
import dev.belay.stack.showing.Visitor.Visit;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the shop for an order again and again while it is being released. */
final class Customer implements AutoCloseable {
    private static final int SERVED = 200;
    private static final int MAINTENANCE = 503;

    private final Visitor visitor;

    Customer(URI shop) {
        this.visitor = new Visitor(HttpRequest.newBuilder(shop.resolve("/api/orders/1"))
                .timeout(Duration.ofSeconds(5))
                .build());
    }

    /** Whether every answer was an order or the maintenance page; nobody answers while the service is exchanged. */
    void judge(Findings findings) {
        List<Visit> all = visitor.visits();
        long broken = all.stream()
                .filter(visit ->
                        visit.status() != SERVED && visit.status() != MAINTENANCE && visit.status() != Visit.NOBODY)
                .count();
        findings.judge(
                broken == 0,
                "A customer who asked for an order %d times meanwhile got it, except for %s of maintenance"
                        .formatted(all.size(), seconds(away(all))),
                "A customer who asked for an order %d times meanwhile got an error %d times"
                        .formatted(all.size(), broken));
    }

    private static Duration away(List<Visit> all) {
        Duration away = Duration.ZERO;
        @Nullable Instant since = null;
        for (Visit visit : all) {
            if (visit.status() == SERVED && since != null) {
                away = away.plus(Duration.between(since, visit.asked()));
                since = null;
            } else if (visit.status() != SERVED && since == null) {
                since = visit.asked();
            }
        }
        return away;
    }

    private static String seconds(Duration duration) {
        return Math.round(duration.toMillis() / 1000.0) + " s";
    }

    @Override
    public void close() {
        visitor.close();
    }
}
