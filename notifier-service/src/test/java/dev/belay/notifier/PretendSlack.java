package dev.belay.notifier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Slack's {@code chat.postMessage} as far as its reference tells it, on a port that it keeps while it is down. */
final class PretendSlack implements AutoCloseable {
    static final String TOKEN = "pretend-bot-token";

    private static final String OK = "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1.1\"}";

    private final List<Posted> posted = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private HttpServer server;

    PretendSlack() {
        up();
        address = server.getAddress();
    }

    /** A message that was sent here. */
    record Posted(String channel, String text, long nanoTime, boolean taken) {}

    private record Answer(int status, String body, String retryAfter) {}

    URI apiUrl() {
        return URI.create("http://127.0.0.1:" + address.getPort() + "/api/");
    }

    void up() {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    void down() {
        server.stop(0);
    }

    void thenLimit(int seconds) {
        answers.add(new Answer(429, "{\"ok\":false,\"error\":\"ratelimited\"}", String.valueOf(seconds)));
    }

    void thenRefuse(String error) {
        answers.add(new Answer(200, "{\"ok\":false,\"error\":\"" + error + "\"}", ""));
    }

    void thenBreak() {
        answers.add(new Answer(503, "<html>Service unavailable</html>", ""));
    }

    List<Posted> attempts() {
        return posted;
    }

    List<String> texts() {
        return posted.stream().filter(Posted::taken).map(Posted::text).toList();
    }

    List<String> complaints() {
        return complaints;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = form(body);
        check(exchange, form);
        Answer answer = answers.isEmpty() ? new Answer(200, OK, "") : answers.remove();
        posted.add(new Posted(
                form.getOrDefault("channel", ""),
                form.getOrDefault("text", ""),
                System.nanoTime(),
                answer.body().equals(OK)));
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void check(HttpExchange exchange, Map<String, String> form) {
        String text = form.getOrDefault("text", "");
        complain(!exchange.getRequestMethod().equals("POST"), "method " + exchange.getRequestMethod());
        complain(!exchange.getRequestURI().toString().equals("/api/chat.postMessage"), "" + exchange.getRequestURI());
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        complain(!("Bearer " + TOKEN).equals(authorization), "authorization " + authorization);
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        complain(!type.startsWith("application/x-www-form-urlencoded"), "content type " + type);
        complain(form.containsKey("token"), "the token stands in the body too");
        complain(form.getOrDefault("channel", "").isBlank(), "no channel");
        complain(text.isBlank() || text.length() > 40_000, "text of " + text.length() + " characters");
    }

    private void complain(boolean wrong, String what) {
        if (wrong) {
            complaints.add(what);
        }
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> URLDecoder.decode(field[0], StandardCharsets.UTF_8),
                        field -> field.length < 2 ? "" : URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        down();
    }
}
