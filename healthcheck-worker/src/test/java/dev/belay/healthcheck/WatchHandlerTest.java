package dev.belay.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.LogSeries;
import dev.belay.contracts.check.NamedQuery;
import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.watch.SeriesRollUp;
import dev.belay.contracts.watch.SeriesUnit;
import dev.belay.contracts.watch.WatchRule;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.watch.WatchState;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.WatchWork;
import dev.belay.healthcheck.watch.WatchHandler;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchHandlerTest {
    private static final Duration SOON = Duration.ofMillis(200);

    @TempDir
    Path directory;

    private HttpServer server;
    private volatile int status = 200;

    @BeforeEach
    void answer() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        Files.writeString(directory.resolve("api.log"), "ERROR long ago\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void rollsUpWhatItSawOfEverySeries() throws Exception {
        Output.Watched watched = watch(all(), SOON, null);

        assertThat(rollUp(watched, "probe.errors").values().most()).isZero();
        assertThat(rollUp(watched, "probe.errors").unit()).isEqualTo(SeriesUnit.PERCENT);
        assertThat(rollUp(watched, "probe.p95").values().most()).isBetween(0.0, 5.0);
        assertThat(rollUp(watched, "answer").values()).isEqualTo(new SeriesRollUp.Values(42, 42, 42, 42));
        assertThat(rollUp(watched, "broken").values()).isNull();
        assertThat(rollUp(watched, "broken").why()).contains("nowhere");
        assertThat(rollUp(watched, "complaints").values().last()).isZero();
        assertThat(watched.until()).isAfter(watched.from());
    }

    @Test
    void requestsThatFailCountAsErrorsAndAsSlowerThanAnyOther() throws Exception {
        status = 503;

        Output.Watched watched = watch(all(), SOON, null, rule("probe.errors", 0.05, SeriesUnit.PERCENT));

        assertThat(watched.firings()).extracting(RuleFiring::rule).containsExactly(0);
        assertThat(watched.firings().get(0).found()).startsWith("probe.errors 100%, over 5% for ");
        assertThat(rollUp(watched, "probe.p95").values().last()).isEqualTo(30);
    }

    @Test
    void goesOnWhereThePartBeforeHasStopped() throws Exception {
        Output.Watched first = watch(all(), SOON, null);
        Files.writeString(directory.resolve("api.log"), "an ERROR\nall well\n", StandardOpenOption.APPEND);

        Output.Watched second = watch(all(), SOON, first.state());

        assertThat(rollUp(second, "complaints").values().last()).isEqualTo(1);
        assertThat(second.state().requests())
                .hasSizeGreaterThan(first.state().requests().size());
        Output.Watched third = watch(all(), SOON, second.state());
        assertThat(rollUp(third, "complaints").values().last())
                .as("within the minute it still counts")
                .isEqualTo(1);
    }

    @Test
    void tellsTheNewestNumbersWhileItRuns() throws Exception {
        HandlerExecution execution = execution();

        new WatchHandler(Clock.systemUTC()).handle(work(all(), SOON, null), execution);

        assertThat(execution.progress())
                .isNotEmpty()
                .last()
                .satisfies(progress -> assertThat(progress.message())
                        .contains("answer 42", "broken no data", "probe.errors 0%", "probe.p95 "));
    }

    @Test
    void showsWhatLogsSayWhileItRuns() throws Exception {
        Output.Watched first = watch(all(), SOON, null);
        Files.writeString(directory.resolve("api.log"), "an ERROR\nall well again\n", StandardOpenOption.APPEND);
        HandlerExecution execution = execution();

        new WatchHandler(Clock.systemUTC()).handle(work(all(), SOON, first.state()), execution);

        assertThat(execution.progress())
                .last()
                .satisfies(progress -> assertThat(progress.message()).endsWith(", log api: all well again"));
    }

    private static WatchSeries all() {
        return new WatchSeries(
                List.of(new HttpProbe(HttpProbe.Method.GET, "public", "/", Map.of(), List.of(), List.of(), null)),
                List.of(),
                List.of(
                        new NamedQuery("answer", "select 42"),
                        new NamedQuery("broken", "select count(*) from nowhere")),
                List.of(new LogSeries("complaints", "api", "ERROR")));
    }

    private static WatchRule rule(String series, double bound, SeriesUnit unit) {
        return new WatchRule(
                series + " over " + bound,
                WatchRule.Sort.OVER,
                series,
                new WatchRule.Bound(bound, unit, false),
                Duration.ofMillis(100),
                null);
    }

    private Output.Watched watch(WatchSeries series, Duration length, WatchState state, WatchRule... rules)
            throws Exception {
        return (Output.Watched) new WatchHandler(Clock.systemUTC())
                .handle(work(series, length, state, rules), execution())
                .output();
    }

    private static WatchWork work(WatchSeries series, Duration length, WatchState state, WatchRule... rules) {
        return new WatchWork(series, List.of(rules), List.of(), Duration.ofMillis(50), length, state);
    }

    private static SeriesRollUp rollUp(Output.Watched watched, String series) {
        Optional<SeriesRollUp> found = watched.series().stream()
                .filter(one -> one.series().equals(series))
                .findFirst();
        return found.orElseThrow();
    }

    private HandlerExecution execution() {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return HandlerExecution.of(
                "watch",
                Environments.environment()
                        .database(ThrowawayPostgres.login())
                        .http(new HttpAddress("public", base, Map.of()))
                        .log("api", directory.resolve("api.log"))
                        .build());
    }
}
