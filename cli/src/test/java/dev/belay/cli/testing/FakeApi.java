package dev.belay.cli.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.cli.api.document.Json;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.message.Beat;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A small server that answers like Belay's API and remembers what it was asked. */
public final class FakeApi implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Map<String, Function<Asked, Answer>> answers = new HashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<String> lastEventIds = new CopyOnWriteArrayList<>();
    private volatile List<DeploymentEvent> events = List.of();
    private volatile List<Beat> beats = List.of();
    private volatile int dropAfter = Integer.MAX_VALUE;
    private volatile int refusals;
    private volatile boolean staysOpen;

    public FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        server.setExecutor(executor);
        server.createContext("/", this::handle);
        server.start();
    }

    /** A request as it came. */
    public record Asked(String line, String body, Map<String, String> headers) {}

    /** What is answered. */
    public record Answer(int status, String contentType, String body) {
        public static Answer json(int status, String body) {
            return new Answer(status, "application/json", body);
        }

        public static Answer problem(int status, String code, String detail, String more) {
            return new Answer(
                    status,
                    "application/problem+json",
                    "{\"title\":\"T\",\"status\":" + status + ",\"code\":\"" + code + "\",\"detail\":\"" + detail
                            + "\",\"next\":\"Do this next.\"" + more + "}");
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** @param line such as {@code GET /environments}, without a query */
    public FakeApi answer(String line, Answer answer) {
        answers.put(line, request -> answer);
        return this;
    }

    public FakeApi answer(String line, Function<Asked, Answer> answer) {
        answers.put(line, answer);
        return this;
    }

    public FakeApi tells(List<DeploymentEvent> told) {
        events = List.copyOf(told);
        return this;
    }

    public FakeApi tells(List<DeploymentEvent> told, List<Beat> beating) {
        beats = List.copyOf(beating);
        return tells(told);
    }

    /** Every connection breaks after so many events. */
    public FakeApi dropsAfter(int count) {
        dropAfter = count;
        return this;
    }

    /** Answers so many times with 503 before a broken stream is taken up again. */
    public FakeApi refusesAfterDrop(int times) {
        refusals = times;
        return this;
    }

    /** The stream stays open after the last event, as it does while a deployment goes on. */
    public FakeApi staysOpen() {
        staysOpen = true;
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public Asked lastAsked() {
        return asked.get(asked.size() - 1);
    }

    public List<String> lastEventIds() {
        return List.copyOf(lastEventIds);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().replaceFirst("^/api/v1", "");
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name.toLowerCase(), values.get(0)));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String query = exchange.getRequestURI().getQuery();
        asked.add(new Asked(
                exchange.getRequestMethod() + " " + path + (query == null ? "" : "?" + query), body, headers));
        try (exchange) {
            Function<Asked, Answer> answer = answers.get(exchange.getRequestMethod() + " " + path);
            if (answer != null) {
                send(exchange, answer.apply(lastAsked()));
            } else if (path.endsWith("/events")) {
                stream(exchange, headers.getOrDefault("last-event-id", ""));
            } else {
                send(exchange, Answer.problem(404, "address-unknown", "There is nothing at " + path, ""));
            }
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", answer.contentType());
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void stream(HttpExchange exchange, String lastEventId) throws IOException {
        lastEventIds.add(lastEventId);
        if (lastEventIds.size() > 1 && refusals-- > 0) {
            send(exchange, Answer.problem(503, "too-many-streams", "Too many", ""));
            return;
        }
        long after = lastEventId.isEmpty() ? 0 : Long.parseLong(lastEventId);
        List<DeploymentEvent> due =
                events.stream().filter(event -> event.seq() > after).toList();
        boolean drops = due.size() > dropAfter;
        List<String> messages = new ArrayList<>(List.of(": hello\n\n"));
        due.stream().limit(dropAfter).map(FakeApi::message).forEach(messages::add);
        if (!drops) {
            beats.stream()
                    .map(beat -> "event: progress\ndata: " + Json.write(beat) + "\n\n")
                    .forEach(messages::add);
        }
        byte[] bytes = String.join("", messages).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        // a promised length that is not kept is what a broken connection looks like
        exchange.sendResponseHeaders(200, drops ? bytes.length + 1000 : 0);
        OutputStream out = exchange.getResponseBody();
        out.write(bytes);
        out.flush();
        if (staysOpen && !drops) {
            untilStopped();
        }
    }

    private void untilStopped() {
        try {
            stopping.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static String message(DeploymentEvent event) {
        String type = Json.read(Json.write(event)).path("body").path("type").asString();
        return "id: " + event.seq() + "\nevent: " + type + "\ndata: " + Json.write(event) + "\n\n";
    }

    @Override
    public void close() {
        stopping.countDown();
        server.stop(0);
        executor.shutdownNow();
    }
}
