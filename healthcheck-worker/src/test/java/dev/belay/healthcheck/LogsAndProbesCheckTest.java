package dev.belay.healthcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.contracts.check.LogExpectation;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.CheckWork;
import dev.belay.contracts.work.Output;
import dev.belay.healthcheck.watch.BaselineHandler;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.environment.settings.ProbeSettings;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsAndProbesCheckTest {
    private static final Expectation NONE = new Expectation(Comparison.NONE, "");

    private final CheckHandler handler = Checks.handler();

    @TempDir
    Path directory;

    private HttpServer server;
    private volatile int status = 204;

    @BeforeEach
    void answer() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(
                    exchange.getRequestURI().toString().equals("/export?full=1") ? status : 404, -1);
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
    void countsMatchingLinesSinceTheMark() throws Exception {
        List<LogMark> marks = marks("api");
        Files.writeString(directory.resolve("api.log"), "all is well\nan error occurred\n", StandardOpenOption.APPEND);

        assertThat(handler.handle(logs(marks, new LogExpectation("api", "Error", NONE)), execution())
                        .evidence())
                .containsExactly(new Evidence("Log api, lines that match Error", "0"));
        assertThatThrownBy(() -> handler.handle(logs(marks, new LogExpectation("api", "(?i)error", NONE)), execution()))
                .hasMessage(
                        "Log api, lines that match (?i)error: found 1 (such as \"an error occurred\"), expected none.");
    }

    @Test
    void aLogThatCannotBeSeenDoesNotHold() throws Exception {
        List<LogMark> marks = marks("api");
        Files.writeString(directory.resolve("api.log"), "", StandardOpenOption.TRUNCATE_EXISTING);

        assertThatThrownBy(() -> handler.handle(logs(marks, new LogExpectation("api", "x", NONE)), execution()))
                .hasMessageContaining("emptied, removed or compressed");
        assertThatThrownBy(() -> handler.handle(logs(List.of(), new LogExpectation("gone", "x", NONE)), execution()))
                .hasMessageContaining("does not exist");
        assertThatThrownBy(() -> handler.handle(logs(List.of(), new LogExpectation("apo", "x", NONE)), execution()))
                .hasMessageContaining("has no log \"apo\"; it has api, gone. Did you mean \"api\"?");
        assertThatThrownBy(() -> handler.handle(logs(List.of(), new LogExpectation("api", "(", NONE)), execution()))
                .hasMessageContaining("is no regular expression");
    }

    @Test
    void asksProbesOfTheEnvironment() throws Exception {
        assertThat(handler.handle(probes("source", "exports"), execution()).evidence())
                .extracting(Evidence::label)
                .containsExactly("Probe source", "Files " + directory + "/*.log");

        status = 500;
        assertThatThrownBy(() -> handler.handle(probes("source"), execution()))
                .hasMessageContaining("Probe source: found status 500, expected 204.");
        assertThatThrownBy(() -> handler.handle(probes("sourse"), execution()))
                .hasMessageContaining("has no probe \"sourse\"; it has exports, source. Did you mean \"source\"?");
    }

    private List<LogMark> marks(String... logs) throws Exception {
        Output output = new BaselineHandler(Clock.systemUTC())
                .handle(new BaselineWork(WatchSeries.NOTHING, List.of(logs)), execution())
                .output();
        return ((Output.Baseline) output).logs();
    }

    private static CheckWork logs(List<LogMark> marks, LogExpectation... logs) {
        return new CheckWork(
                List.of(), DatabaseExpectations.NOTHING, List.of(), List.of(), List.of(logs), List.of(), null, marks);
    }

    private static CheckWork probes(String... names) {
        return new CheckWork(
                List.of(),
                DatabaseExpectations.NOTHING,
                List.of(),
                List.of(),
                List.of(),
                List.of(names),
                null,
                List.of());
    }

    private HandlerExecution execution() {
        URI export = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/export?full=1");
        return HandlerExecution.of(
                "check",
                Environments.environment()
                        .log("api", directory.resolve("api.log"))
                        .log("gone", directory.resolve("gone.log"))
                        .probe(
                                "source",
                                new ProbeSettings.Http(new HttpAddress("source", export, Map.of()), List.of(204)))
                        .probe(
                                "exports",
                                new ProbeSettings.Files(
                                        directory + "/*.log", new Expectation(Comparison.AT_LEAST, "1")))
                        .build());
    }
}
