package dev.belay.healthcheck;

import com.sun.net.httpserver.HttpServer;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.Work;
import dev.belay.healthcheck.watch.BaselineHandler;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A measurement only looks; what counts as its effect is that it has made its twenty requests. */
class BaselineContractTest extends HandlerContract {
    private static final int REQUESTS = 20;
    private static final String SLEEP = "select count(*) from pg_sleep(300)";

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void answerRequests() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health", exchange -> {
            asked.incrementAndGet();
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
        return new BaselineHandler(Clock.systemUTC());
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
        HttpProbe probe =
                new HttpProbe(HttpProbe.Method.GET, "public", "/health", Map.of(), List.of(200), List.of(), null);
        return new BaselineWork(
                new WatchSeries(List.of(probe), List.of(), List.of(), List.of()),
                List.of(),
                List.of(),
                List.of("select 1"));
    }

    @Override
    protected int effects() {
        return asked.get() / REQUESTS;
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
    protected Optional<SlowWork> slowWork() {
        return Optional.of(new SlowWork(
                new BaselineWork(WatchSeries.NOTHING, List.of(), List.of(), List.of(SLEEP)),
                BaselineContractTest::sleeps,
                List.of(Outcome.NOT_DONE)));
    }

    private static boolean sleeps() throws SQLException {
        try (Connection connection = ThrowawayPostgres.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) > 0 from pg_stat_activity where application_name like 'belay/%' and query like '%"
                                + SLEEP + "%' and state = 'active' and pid <> pg_backend_pid()")) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
