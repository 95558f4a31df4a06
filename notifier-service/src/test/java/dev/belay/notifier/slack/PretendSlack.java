package dev.belay.notifier.slack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.notifier.slack.PretendWorkspace.Said;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.json.JsonMapper;

/** Slack's Web API as far as Belay uses it and its reference tells it, on a port that it keeps while it is down. */
public final class PretendSlack implements AutoCloseable {
    public static final String TOKEN = "pretend-bot-token";

    private final PretendWorkspace workspace = new PretendWorkspace()
            .with("#releases", "C0RELEASES1")
            .with("#customers", "C0CUSTOMERS")
            .with("#shop", "C0SHOP00001");
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final Queue<Whim> whims = new ConcurrentLinkedQueue<>();
    private final PretendMethods methods;
    private final Clock clock;
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private HttpServer server;

    /**
     * @param clock by which it limits rates
     * @param between calls of one method for one channel; what comes sooner is answered with 429
     */
    public PretendSlack(Clock clock, Duration between) {
        this.clock = clock;
        this.methods = new PretendMethods(workspace, TOKEN, clock, between);
        up();
        address = server.getAddress();
    }

    /** A call as it was answered: {@code ok}, Slack's error, or the HTTP status. */
    public record Call(String method, String channel, Instant at, long nanoTime, String answer) {}

    /** How the next call is treated, whatever it says. */
    private record Whim(int status, String error, String retryAfter, boolean afterTheEffect) {}

    public URI apiUrl() {
        return URI.create("http://127.0.0.1:" + address.getPort() + "/api/");
    }

    PretendWorkspace workspace() {
        return workspace;
    }

    public void up() {
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public void down() {
        server.stop(0);
    }

    void replaceToken(String other) {
        methods.replaceToken(other);
    }

    void grantOnly(String... granted) {
        methods.grantOnly(granted);
    }

    public void thenLimit(int seconds) {
        whims.add(new Whim(429, "ratelimited", String.valueOf(seconds), false));
    }

    public void thenRefuse(String error) {
        whims.add(new Whim(200, error, "", false));
    }

    public void thenBreak() {
        whims.add(new Whim(503, "", "", false));
    }

    /** It does what it is asked for and hangs up without an answer. */
    public void thenHangUpAfterwards() {
        whims.add(new Whim(0, "", "", true));
    }

    public List<Call> calls() {
        return calls;
    }

    List<Call> calls(String method) {
        return calls.stream().filter(call -> call.method().equals(method)).toList();
    }

    /** What stands in the workspace now, as people read it. */
    public List<String> texts() {
        return workspace.messages().stream().map(Said::shown).toList();
    }

    public List<String> complaints() {
        return complaints;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try {
            handleInTurn(exchange);
        } catch (RuntimeException broken) {
            complaints.add("this pretended Slack is broken: " + broken);
            throw broken;
        }
    }

    private synchronized void handleInTurn(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = form(body);
        String method = exchange.getRequestURI().getPath().replace("/api/", "");
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        check(exchange, method, form);
        Whim whim = whims.poll();
        if (whim != null && whim.afterTheEffect()) {
            methods.answer(authorization, method, form);
            calls.add(new Call(method, channel(form), clock.instant(), System.nanoTime(), "hung up"));
            exchange.close();
            return;
        }
        Answer answer = whim == null
                ? methods.answer(authorization, method, form)
                : new Answer(whim.status(), Map.of("ok", false, "error", whim.error()), whim.retryAfter());
        String outcome = answer.status() == 200
                ? answer.body().getOrDefault("error", "ok").toString()
                : String.valueOf(answer.status());
        calls.add(new Call(method, channel(form), clock.instant(), System.nanoTime(), outcome));
        send(exchange, answer);
    }

    private static String channel(Map<String, String> form) {
        return form.getOrDefault("channel", "");
    }

    private void check(HttpExchange exchange, String method, Map<String, String> form) {
        complain(
                method.equals("chat.update") && !"none".equals(form.get("parse")),
                "an update that lets Slack parse names in it");
        complain(!exchange.getRequestMethod().equals("POST"), "method " + exchange.getRequestMethod());
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        complain(!type.startsWith("application/x-www-form-urlencoded"), "content type " + type);
        complain(form.containsKey("token"), "the token stands in the body too");
        complain(form.getOrDefault("link_names", "0").matches("1|true"), "names are to be made into mentions");
    }

    private void complain(boolean wrong, String what) {
        if (wrong) {
            complaints.add(what);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        if (!answer.retryAfter().isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        exchange.getResponseHeaders().add("Content-Type", "application/json; charset=utf-8");
        byte[] bytes = JsonMapper.shared().writeValueAsBytes(answer.body());
        exchange.sendResponseHeaders(answer.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** The client sends some fields twice, which Slack takes. */
    private static Map<String, String> form(String body) {
        Map<String, String> form = new LinkedHashMap<>();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            form.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        down();
    }
}
