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
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
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
    private final Map<String, Instant> lastCall = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Duration between;
    private volatile String token = TOKEN;
    private volatile Set<String> scopes = Set.of("chat:write", "channels:history", "groups:history");
    private InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private HttpServer server;

    /**
     * @param clock by which it limits rates
     * @param between calls of one method for one channel; what comes sooner is answered with 429
     */
    public PretendSlack(Clock clock, Duration between) {
        this.clock = clock;
        this.between = between;
        up();
        address = server.getAddress();
    }

    /** A call as it was answered: {@code ok}, Slack's error, or the HTTP status. */
    public record Call(String method, String channel, Instant at, long nanoTime, String answer) {}

    /** How the next call is treated, whatever it says. */
    private record Whim(int status, String error, String retryAfter, boolean afterTheEffect) {}

    private record Answer(int status, Map<String, Object> body, String retryAfter) {
        static Answer ok(Map<String, Object> further) {
            Map<String, Object> body = new LinkedHashMap<>(further);
            body.put("ok", true);
            return new Answer(200, body, "");
        }

        static Answer error(String error) {
            return new Answer(200, Map.of("ok", false, "error", error), "");
        }

        static Answer limited(String seconds) {
            return new Answer(429, Map.of("ok", false, "error", "ratelimited"), seconds);
        }
    }

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
        token = other;
    }

    void grantOnly(String... granted) {
        scopes = Set.of(granted);
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
        check(exchange, form);
        Whim whim = whims.poll();
        if (whim != null && whim.afterTheEffect()) {
            answer(exchange, method, form);
            calls.add(new Call(method, channel(form), clock.instant(), System.nanoTime(), "hung up"));
            exchange.close();
            return;
        }
        Answer answer = whim == null
                ? answer(exchange, method, form)
                : new Answer(whim.status(), Map.of("ok", false, "error", whim.error()), whim.retryAfter());
        String outcome = answer.status() == 200
                ? answer.body().getOrDefault("error", "ok").toString()
                : String.valueOf(answer.status());
        calls.add(new Call(method, channel(form), clock.instant(), System.nanoTime(), outcome));
        send(exchange, answer);
    }

    private String channel(Map<String, String> form) {
        return form.getOrDefault("channel", "");
    }

    private Answer answer(HttpExchange exchange, String method, Map<String, String> form) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        if (authorization == null) {
            return Answer.error("not_authed");
        }
        if (!authorization.equals("Bearer " + token)) {
            return Answer.error("invalid_auth");
        }
        Set<String> needed =
                switch (method) {
                    case "chat.postMessage", "chat.update" -> Set.of("chat:write");
                    case "conversations.history", "conversations.replies" -> Set.of("channels:history");
                    default -> Set.of();
                };
        if (needed.isEmpty()) {
            return Answer.error("unknown_method");
        }
        if (!scopes.containsAll(needed)) {
            return new Answer(
                    200,
                    Map.of(
                            "ok",
                            false,
                            "error",
                            "missing_scope",
                            "needed",
                            String.join(",", needed),
                            "provided",
                            String.join(",", scopes)),
                    "");
        }
        // Only posting takes a name; all else wants the id.
        Optional<String> channel = method.equals("chat.postMessage")
                ? workspace.id(channel(form))
                : workspace.id(channel(form)).filter(id -> id.equals(channel(form)));
        if (channel.isEmpty()) {
            return Answer.error("channel_not_found");
        }
        Instant last = lastCall.put(method + channel.get(), clock.instant());
        if (last != null && Duration.between(last, clock.instant()).compareTo(between) < 0) {
            return Answer.limited("1");
        }
        return workspace.refusal(channel.get()).map(Answer::error).orElseGet(() -> done(method, channel.get(), form));
    }

    private Answer done(String method, String channel, Map<String, String> form) {
        return switch (method) {
            case "chat.postMessage" -> post(channel, form);
            case "chat.update" -> update(channel, form);
            case "conversations.history" -> history(channel, form);
            default -> replies(channel, form);
        };
    }

    private Answer post(String channel, Map<String, String> form) {
        String thread = form.getOrDefault("thread_ts", "");
        if (!thread.isEmpty() && workspace.find(channel, thread).isEmpty()) {
            return Answer.error("thread_not_found");
        }
        boolean broadcast = form.getOrDefault("reply_broadcast", "false").matches("1|true");
        return contentError(form).map(Answer::error).orElseGet(() -> {
            Said said = workspace.post(channel, thread, broadcast, text(form), blocks(form), key(form));
            return Answer.ok(Map.of("channel", channel, "ts", said.ts()));
        });
    }

    private Answer update(String channel, Map<String, String> form) {
        complain(!"none".equals(form.get("parse")), "an update that lets Slack parse names in it");
        Optional<Said> said = workspace.find(channel, form.getOrDefault("ts", ""));
        if (said.isEmpty()) {
            return Answer.error("message_not_found");
        }
        return contentError(form).map(Answer::error).orElseGet(() -> {
            workspace.update(said.get(), text(form), blocks(form));
            return Answer.ok(Map.of("channel", channel, "ts", said.get().ts()));
        });
    }

    private Answer history(String channel, Map<String, String> form) {
        return found(form, said -> said.channel().equals(channel) && (!said.inThread() || said.broadcast()));
    }

    private Answer replies(String channel, Map<String, String> form) {
        String thread = form.getOrDefault("ts", "");
        if (workspace.find(channel, thread).isEmpty()) {
            return Answer.error("thread_not_found");
        }
        return found(
                form,
                said -> said.channel().equals(channel)
                        && (said.ts().equals(thread) || said.thread().equals(thread)));
    }

    private Answer found(Map<String, String> form, java.util.function.Predicate<Said> wanted) {
        boolean metadata = form.getOrDefault("include_all_metadata", "false").matches("1|true");
        List<Map<String, Object>> messages = workspace.messages().stream()
                .filter(wanted)
                .map(said -> {
                    Map<String, Object> message = new LinkedHashMap<>();
                    message.put("type", "message");
                    message.put("ts", said.ts());
                    message.put("text", said.text());
                    if (metadata) {
                        message.put(
                                "metadata",
                                Map.of("event_type", "belay_message", "event_payload", Map.of("key", said.key())));
                    }
                    return message;
                })
                .toList();
        return Answer.ok(Map.of("messages", messages, "has_more", false));
    }

    private static Optional<String> contentError(Map<String, String> form) {
        if (text(form).isBlank() && blocks(form).isEmpty()) {
            return Optional.of("no_text");
        }
        if (text(form).length() > 40_000) {
            return Optional.of("msg_too_long");
        }
        return blocks(form).isEmpty() ? Optional.empty() : BlockKit.error(blocks(form));
    }

    private static String text(Map<String, String> form) {
        return form.getOrDefault("text", "");
    }

    private static String blocks(Map<String, String> form) {
        return form.getOrDefault("blocks", "");
    }

    private static String key(Map<String, String> form) {
        JsonNode metadata = JsonMapper.shared().readTree(form.getOrDefault("metadata", "{}"));
        return metadata.at("/event_payload/key").asString("");
    }

    private void check(HttpExchange exchange, Map<String, String> form) {
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
