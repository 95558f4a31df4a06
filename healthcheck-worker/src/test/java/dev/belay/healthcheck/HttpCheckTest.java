package dev.belay.healthcheck;

import static dev.belay.healthcheck.Checks.atLeast;
import static dev.belay.healthcheck.Checks.exactly;
import static dev.belay.healthcheck.Checks.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.HttpProbe.Method;
import dev.belay.contracts.check.JsonExpectation;
import dev.belay.contracts.check.JsonExpectation.Subject;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.check.Reference.RequestTime;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.watch.WatchSeries;
import dev.belay.contracts.work.BaselineWork;
import dev.belay.contracts.work.CheckWork;
import dev.belay.contracts.work.Output;
import dev.belay.healthcheck.watch.BaselineHandler;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(15)
class HttpCheckTest {
    private final CheckHandler handler = Checks.handler();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void serve() throws Exception {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(threads);
        answer(
                "/products/",
                200,
                "{\"count\": 12, \"price\": 2.50, \"state\": \"ok\", \"items\": [1, 2, 3], \"next\": null}");
        answer("/page/", 200, "<html>hello</html>");
        answer("/broken/", 500, "database is locked");
        answer("/gone/", 404, "");
        server.start();
    }

    @AfterEach
    void stop() {
        finished.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void judgesStatusTimeAndJson() throws Exception {
        Done done = check(new HttpProbe(
                Method.GET,
                "public",
                "/products/",
                Map.of(),
                List.of(),
                List.of(
                        new JsonExpectation("$.count", Subject.VALUE, atLeast("1")),
                        new JsonExpectation("$.price", Subject.VALUE, exactly("2.5")),
                        new JsonExpectation("$.state", Subject.VALUE, exactly("ok")),
                        new JsonExpectation("$.next", Subject.VALUE, expect(Comparison.NONE, "")),
                        new JsonExpectation("$.items[?(@ > 2)]", Subject.VALUE, exactly("3")),
                        new JsonExpectation("$.items", Subject.LENGTH, exactly("3")),
                        new JsonExpectation("$.items[*]", Subject.LENGTH, exactly("3"))),
                Duration.ofSeconds(20)));

        assertThat(done.evidence()).hasSize(8).contains(new Evidence("GET /products/ (public) $.count", "12"));
        assertThat(done.evidence().get(0).value()).matches("status 200 in \\d+m?s.*");
    }

    @Test
    void reportsEverythingThatDoesNotHoldAndWhatDid() {
        WorkFailed failed = failure(
                get("/products/"),
                get("/gone/"),
                new HttpProbe(
                        Method.GET,
                        "public",
                        "/products/",
                        Map.of(),
                        List.of(),
                        List.of(
                                new JsonExpectation("$.count", Subject.VALUE, atLeast("13")),
                                new JsonExpectation("$.none", Subject.VALUE, atLeast("1")),
                                new JsonExpectation("$.state", Subject.VALUE, atLeast("1")),
                                new JsonExpectation("$.count", Subject.LENGTH, atLeast("1")),
                                new JsonExpectation("$.[", Subject.VALUE, atLeast("1"))),
                        null));

        assertThat(failed.failure().code()).isEqualTo(FailureCode.EXPECTATION_NOT_MET);
        assertThat(failed.failure().message().lines())
                .hasSize(7)
                .contains(
                        "6 of 8 expectations do not hold:",
                        "- GET /gone/ (public): found status 404, expected 200 to 299.",
                        "- GET /products/ (public) $.count: found 12, expected at least 13.",
                        "- GET /products/ (public) $.none: found nothing there, expected at least 1.",
                        "- GET /products/ (public) $.state: found ok, which cannot be compared with \"at least 1\".",
                        "- GET /products/ (public) $.count length: found 12, which has no length; expected at least 1.");
        assertThat(failed.failure().excerpt()).startsWith("What held:\nGET /products/ (public): status 200");
    }

    @Test
    void takesAnErrorOfTheServerForSomethingThatMayPass() {
        WorkFailed failed = failure(get("/broken/"));

        assertThat(failed.failure().code()).isEqualTo(FailureCode.PROBE_FAILED);
        assertThat(failed.failure().message())
                .isEqualTo("GET /broken/ (public): found status 500, expected 200 to 299. It said: database is locked");
    }

    @Test
    void judgesHowMuchFasterARequestIsThanBeforeTheFirstChange() throws Exception {
        HttpProbe probe = new HttpProbe(Method.GET, "public", "/page/", Map.of(), List.of(), List.of(), null, 50);

        Done done = handler.handle(compared(probe, Duration.ofSeconds(10)), execution(Duration.ofMinutes(10)));

        assertThat(done.evidence())
                .filteredOn(seen -> seen.label().equals("GET /page/ (public) time"))
                .singleElement()
                .satisfies(seen -> assertThat(seen.value()).matches("[0-9.]+ms, before 10s \\((99|100)% faster\\)"));
        assertThatThrownBy(() ->
                        handler.handle(compared(probe, Duration.ofNanos(1_000)), execution(Duration.ofMinutes(10))))
                .isInstanceOfSatisfying(WorkFailed.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.EXPECTATION_NOT_MET);
                    assertThat(failed.failure().message())
                            .matches(
                                    "GET /page/ \\(public\\): it takes [0-9.]+m?s, before 0\\.0ms \\(\\d+% slower\\), expected"
                                            + " at least 50% faster than before\\.");
                    assertThat(failed.failure().next()).startsWith("Look what the request waits for");
                });
    }

    @Test
    void takesTheTimeOfFiveAnswersAfterTheOneThatIsJudged() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        server.createContext("/counted/", exchange -> {
            answered.incrementAndGet();
            send(exchange, 200, "");
        });
        HttpProbe probe = new HttpProbe(Method.GET, "public", "/counted/", Map.of(), List.of(), List.of(), null, 1);

        handler.handle(compared(probe, Duration.ofSeconds(10)), execution(Duration.ofMinutes(10)));

        assertThat(answered).hasValue(6);
    }

    @Test
    void doesNotJudgeATimeThatCouldNotBeTakenBefore() throws Exception {
        HttpProbe probe = new HttpProbe(Method.GET, "public", "/page/", Map.of(), List.of(), List.of(), null, 50);
        Reference reference = new Reference(
                List.of(),
                List.of(),
                List.of(new RequestTime(Method.GET, "public", "/page/", null, "found status 404")));

        assertThat(handler.handle(work(reference, probe), execution(Duration.ofMinutes(10)))
                        .evidence())
                .contains(new Evidence(
                        "GET /page/ (public) time",
                        "\"faster: 50%\" is not judged: its time could not be taken before the first change: found"
                                + " status 404"));
        assertThat(handler.handle(work(Reference.NOTHING, probe), execution(Duration.ofMinutes(10)))
                        .evidence())
                .contains(new Evidence(
                        "GET /page/ (public) time",
                        "\"faster: 50%\" is not judged: its time was not taken before the first change"));
    }

    @Test
    void takesTheTimeOfRequestsBeforeTheFirstChange() throws Exception {
        HttpProbe page = new HttpProbe(Method.GET, "public", "/page/", Map.of(), List.of(), List.of(), null, 50);
        HttpProbe gone = new HttpProbe(Method.GET, "public", "/gone/", Map.of(), List.of(), List.of(), null, 50);

        Done done = new BaselineHandler(Clock.systemUTC())
                .handle(
                        new BaselineWork(WatchSeries.NOTHING, List.of(), List.of(), List.of(), List.of(page, gone)),
                        execution(Duration.ofMinutes(10)));

        assertThat(((Output.Baseline) done.output()).reference().requests())
                .satisfiesExactly(
                        time -> assertThat(time.took()).isPositive(),
                        time -> assertThat(time.trouble()).isEqualTo("found status 404"));
        assertThat(done.evidence())
                .contains(new Evidence(
                        "GET /gone/ (public) before", "found status 404, so what compares with it is not judged"));
    }

    @Test
    void followsNoRedirect() throws Exception {
        server.createContext("/moved/", exchange -> {
            exchange.getResponseHeaders().add("Location", "/login/");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });

        assertThat(failure(get("/moved/")).failure().message())
                .contains("found status 302 (to /login/), expected 200 to 299");
        check(new HttpProbe(Method.GET, "public", "/moved/", Map.of(), List.of(301, 302), List.of(), null));
    }

    @Test
    void saysThatABodyIsNoJson() {
        WorkFailed failed = failure(json("/page/"));

        assertThat(failed.failure().message()).contains("its body is no JSON", "It said: <html>hello</html>");
    }

    @Test
    void saysThatNobodyAnswersInTime() {
        server.createContext("/never/", exchange -> awaitEnd());

        WorkFailed failed = failure(execution(Duration.ofMillis(300)), get("/never/"));

        assertThat(failed.failure().code()).isEqualTo(FailureCode.PROBE_FAILED);
        assertThat(failed.failure().message()).isEqualTo("GET /never/ (public): no whole answer within 300ms.");
    }

    @Test
    void saysThatABodyNeverEnds() {
        server.createContext("/slow/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('x');
            exchange.getResponseBody().flush();
            awaitEnd();
        });

        assertThat(failure(execution(Duration.ofMillis(300)), get("/slow/"))
                        .failure()
                        .message())
                .contains("no whole answer within 300ms");
    }

    @Test
    void saysThatAnAnswerWasSlow() {
        HttpProbe probe =
                new HttpProbe(Method.GET, "public", "/products/", Map.of(), List.of(), List.of(), Duration.ofNanos(1));

        assertThat(failure(probe).failure().message()).matches(".*status 200 in .*, expected in under 0ms\\.");
    }

    @Test
    void cutsABodyThatIsTooLarge() throws Exception {
        server.createContext("/huge/", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                byte[] chunk = new byte[1024 * 1024];
                for (int count = 0; count < 12; count++) {
                    body.write(chunk);
                }
            } catch (IOException hungUp) {
                // The probe hangs up once it has read enough.
            }
        });

        assertThat(check(get("/huge/")).evidence().get(0).value()).endsWith("body cut after 10 MB");
        assertThat(failure(json("/huge/")).failure().message()).contains("larger than 10 MB");
    }

    @Test
    void saysThatTheConnectionWasRefused() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = unused.getLocalPort();
        }
        HandlerExecution execution = HandlerExecution.of(
                "check",
                Environments.environment()
                        .http(new HttpAddress("public", URI.create("http://127.0.0.1:" + port), Map.of()))
                        .build());

        assertThat(failure(execution, get("/")).failure().message())
                .isEqualTo(
                        "GET / (public): the connection to 127.0.0.1:" + port + " was refused, nothing listens there.");
    }

    @Test
    void sendsHeadersAndKeepsThemSecret() throws Exception {
        CompletableFuture<List<String>> seen = new CompletableFuture<>();
        server.createContext("/echo/", exchange -> {
            String authorization = exchange.getRequestHeaders().getFirst("Authorization");
            seen.complete(List.of(
                    exchange.getRequestMethod(),
                    authorization,
                    exchange.getRequestHeaders().getFirst("Host")));
            send(exchange, 403, "you sent " + authorization);
        });

        WorkFailed failed = failure(get("/echo/"));

        assertThat(seen.get(5, TimeUnit.SECONDS)).containsExactly("GET", "sesame-open", "shop.example.org");
        assertThat(failed.failure().toString()).contains("you sent ***").doesNotContain("sesame");
    }

    @Test
    void namesTheNearestAddressAndTheRestOfTheFailures() {
        WorkFailed failed =
                failure(new HttpProbe(Method.GET, "pubic", "/", Map.of(), List.of(), List.of(), null), get("/gone/"));

        assertThat(failed.failure().code()).isEqualTo(FailureCode.ENVIRONMENT_LACKS);
        assertThat(failed.failure().message()).contains("Did you mean \"public\"?", "GET /gone/");
    }

    @Test
    void fillsPlaceholdersFromTheDatabaseEncoded() throws Exception {
        answer("/item/", 200, "");
        HttpProbe probe = new HttpProbe(
                Method.HEAD,
                "public",
                "/item/{slug}/",
                Map.of("slug", "select 'a b/../ü'"),
                List.of(),
                List.of(),
                null);

        Done done = check(probe);

        assertThat(done.evidence().get(0).label()).isEqualTo("HEAD /item/a%20b%2F..%2F%C3%BC/ (public)");
    }

    @Test
    void saysThatAPlaceholderCannotBeFilled() {
        HttpProbe noRow = new HttpProbe(
                Method.GET,
                "public",
                "/item/{slug}/",
                Map.of("slug", "select 1 where false"),
                List.of(),
                List.of(),
                null);
        HttpProbe noQuery = get("/item/{slug}/");

        assertThat(failure(noRow, noQuery).failure().message())
                .contains(
                        "\"{slug}\" could not be filled from \"select 1 where false\": it answered with no row",
                        "\"{slug}\" has no query in \"with\"");
    }

    @Test
    void cancelEndsAProbeThatWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        server.createContext("/never/", exchange -> {
            asked.countDown();
            awaitEnd();
        });
        HandlerExecution execution = execution(Duration.ofMinutes(10));
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        new Thread(() -> {
                    try {
                        handler.handle(Checks.http(get("/never/")), execution);
                    } catch (Exception expected) {
                        ended.complete(expected);
                    }
                })
                .start();
        assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();

        execution.cancel();

        await().atMost(Duration.ofSeconds(5)).until(ended::isDone);
    }

    private Done check(HttpProbe... probes) throws Exception {
        return handler.handle(Checks.http(probes), execution(Duration.ofMinutes(10)));
    }

    private WorkFailed failure(HttpProbe... probes) {
        return failure(execution(Duration.ofMinutes(10)), probes);
    }

    private WorkFailed failure(HandlerExecution execution, HttpProbe... probes) {
        CheckWork work = Checks.http(probes);
        AtomicReference<WorkFailed> caught = new AtomicReference<>();
        assertThatThrownBy(() -> handler.handle(work, execution)).isInstanceOfSatisfying(WorkFailed.class, caught::set);
        return caught.get();
    }

    private HandlerExecution execution(Duration timeLeft) {
        HttpAddress address = new HttpAddress(
                "public",
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                Map.of("Authorization", new Secret("sesame-open"), "Host", new Secret("shop.example.org")));
        return HandlerExecution.of(
                        "check",
                        Environments.environment()
                                .database(ThrowawayPostgres.login())
                                .http(address)
                                .secret("sesame-open")
                                .build())
                .withTimeLeft(timeLeft);
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> send(exchange, status, body));
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean without = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, without ? -1 : bytes.length);
        if (!without) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private void awaitEnd() {
        try {
            finished.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** The probe, compared with such a time. */
    private static CheckWork compared(HttpProbe probe, Duration before) {
        return work(
                new Reference(
                        List.of(),
                        List.of(),
                        List.of(new RequestTime(probe.method(), probe.via(), probe.path(), before, ""))),
                probe);
    }

    private static CheckWork work(Reference reference, HttpProbe probe) {
        return new CheckWork(
                List.of(probe),
                DatabaseExpectations.NOTHING,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                reference);
    }

    private static HttpProbe get(String path) {
        return new HttpProbe(Method.GET, "public", path, Map.of(), List.of(), List.of(), null);
    }

    private static HttpProbe json(String path) {
        return new HttpProbe(
                Method.GET,
                "public",
                path,
                Map.of(),
                List.of(),
                List.of(new JsonExpectation("$.count", Subject.VALUE, atLeast("1"))),
                null);
    }
}
