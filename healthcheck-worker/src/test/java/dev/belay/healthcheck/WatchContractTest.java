package dev.belay.healthcheck;

import com.sun.net.httpserver.HttpServer;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.NamedQuery;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.WatchWork;
import dev.belay.contracts.work.Work;
import dev.belay.healthcheck.watch.WatchHandler;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerContract;
import dev.belay.worker.testing.SlowWork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A watch only looks: its witness never calls it done, and and it takes no turn among other work. */
class WatchContractTest extends HandlerContract {
    private static final Duration EVERY = Duration.ofMillis(50);

    private HttpServer server;

    @BeforeEach
    void answerRequests() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Override
    protected Handler<?> handler() {
        return new WatchHandler(Clock.systemUTC());
    }

    @Override
    protected Environment environment() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return Environments.environment()
                .database(ThrowawayPostgres.login())
                .http(new HttpAddress("public", base, Map.of()))
                .build();
    }

    @Override
    protected Work work() {
        return watch(Duration.ofMillis(200));
    }

    private static Work watch(Duration length) {
        HttpProbe probe = new HttpProbe(HttpProbe.Method.GET, "public", "/", Map.of(), List.of(), List.of(), null);
        return new WatchWork(
                new WatchSeries(List.of(probe), List.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                EVERY,
                length,
                null);
    }

    @Override
    protected int effects() {
        return begun();
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected boolean takesATurn() {
        return false;
    }

    @Override
    protected Optional<SlowWork> slowWork() {
        WatchSeries series = new WatchSeries(
                List.of(), List.of(), List.of(new NamedQuery("slow", "select count(*) from pg_sleep(29)")), List.of());
        return Optional.of(new SlowWork(
                new WatchWork(series, List.of(), List.of(), Duration.ofHours(1), Duration.ofHours(2), null),
                WatchContractTest::sleeps,
                List.of(Outcome.NOT_DONE)));
    }

    private static boolean sleeps() throws SQLException {
        try (Connection connection = ThrowawayPostgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) > 0 from pg_stat_activity where application_name like 'belay/%' and query like"
                                + " '%pg_sleep(29)' and state = 'active'")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
