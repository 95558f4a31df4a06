package dev.belay.healthcheck;

import static dev.belay.healthcheck.ThrowawayPrometheus.MISSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.belay.contracts.check.NamedQuery;
import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.WatchWork;
import dev.belay.healthcheck.http.HttpRequests;
import dev.belay.healthcheck.watch.BaselineHandler;
import dev.belay.healthcheck.watch.PrometheusQuery;
import dev.belay.healthcheck.watch.Reading;
import dev.belay.healthcheck.watch.WatchHandler;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Prometheus that looks at a small server of this test's own. */
class PrometheusTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static HttpServer metrics;
    private static ThrowawayPrometheus prometheus;

    @BeforeAll
    static void start(@TempDir Path directory) throws Exception {
        assumeThat(ThrowawayPrometheus.program()).as(MISSING).isPresent();
        metrics = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        metrics.createContext("/metrics", exchange -> {
            byte[] body = "shop_error_ratio 0.07\nshop_workers{pool=\"a\"} 2\nshop_workers{pool=\"b\"} 3\n"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        metrics.start();
        prometheus = ThrowawayPrometheus.start(directory, metrics.getAddress().getPort());
        await().atMost(PATIENCE).until(() -> ask("shop_error_ratio").equals(new Reading.Value(0.07)));
    }

    @AfterAll
    static void stop() throws Exception {
        if (prometheus != null) {
            prometheus.close();
            metrics.stop(0);
        }
    }

    @Test
    void readsOneNumber() throws Exception {
        assertThat(ask("sum(shop_workers)")).isEqualTo(new Reading.Value(5));
        assertThat(ask("scalar(shop_error_ratio) * 2")).isEqualTo(new Reading.Value(0.14));
    }

    @Test
    void whatIsNoNumberIsMissing() throws Exception {
        assertThat(ask("shop_unheard_of")).isEqualTo(new Reading.Missing("the query finds nothing"));
        assertThat(ask("vector(0) / 0")).isEqualTo(new Reading.Missing("the query answers with NaN"));
        assertThat(ask("vector(1) / 0")).isEqualTo(new Reading.Missing("the query answers with +Inf"));
        assertThat(ask("shop_workers"))
                .isEqualTo(
                        new Reading.Missing("the query answers with 2 series; expected one, such as sum(...) makes"));
        assertThat(ask("shop_workers[1m]"))
                .isEqualTo(new Reading.Missing("the query answers with a matrix; expected one number"));
        assertThat(ask("sum("))
                .isInstanceOfSatisfying(
                        Reading.Missing.class,
                        missing ->
                                assertThat(missing.why()).contains("status 400").contains("parse error"));
    }

    @Test
    void aPrometheusThatDoesNotAnswerIsMissing() throws Exception {
        HandlerExecution execution = HandlerExecution.of(
                "watch",
                Environments.environment()
                        .prometheus(new HttpAddress("prometheus", URI.create("http://127.0.0.1:1"), Map.of()))
                        .build());

        assertThat(new PrometheusQuery(new HttpRequests(), execution).ask("up", Instant.now()))
                .isInstanceOfSatisfying(
                        Reading.Missing.class,
                        missing -> assertThat(missing.why()).contains("nothing listens there"));
    }

    @Test
    void measuresWhatIsBeforeTheFirstChange() throws Exception {
        WatchSeries series =
                new WatchSeries(List.of(), List.of(new NamedQuery("errors", "shop_error_ratio")), List.of(), List.of());

        Output output = new BaselineHandler(Clock.systemUTC())
                .handle(new BaselineWork(series, List.of()), execution())
                .output();

        assertThat(((Output.Baseline) output).values()).containsExactly(new Output.Measured("errors", 0.07));
    }

    @Test
    void aWatchEndsEarlyWhereARuleFires() throws Exception {
        WatchSeries series =
                new WatchSeries(List.of(), List.of(new NamedQuery("errors", "shop_error_ratio")), List.of(), List.of());
        WatchRule rule = new WatchRule(
                "errors over 5%",
                WatchRule.Sort.OVER,
                "errors",
                new WatchRule.Bound(0.05, SeriesUnit.PERCENT, false),
                Duration.ofMillis(300),
                null);

        Output.Watched watched = (Output.Watched) new WatchHandler(Clock.systemUTC())
                .handle(
                        new WatchWork(
                                series, List.of(rule), List.of(), Duration.ofMillis(100), Duration.ofMinutes(10), null),
                        execution())
                .output();

        assertThat(watched.firings())
                .singleElement()
                .satisfies(firing -> assertThat(firing.found()).startsWith("errors 7%, over 5% for "));
        assertThat(watched.series()).singleElement().satisfies(rollUp -> {
            assertThat(rollUp.unit()).isEqualTo(SeriesUnit.PERCENT);
            assertThat(rollUp.values().last()).isEqualTo(0.07);
        });
    }

    private static Reading ask(String query) throws InterruptedException {
        return new PrometheusQuery(new HttpRequests(), execution()).ask(query, Instant.now());
    }

    private static HandlerExecution execution() {
        return HandlerExecution.of(
                "watch",
                Environments.environment().prometheus(prometheus.address()).build());
    }
}
