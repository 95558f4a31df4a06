package dev.belay.notifier.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A receiver of webhooks that checks each call by itself, as the documentation says. */
final class Receiver implements AutoCloseable {
    static final String SECRET = "known to both sides";

    private final HttpServer server;
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<Long> attempts = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/events", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/events");
    }

    void thenAnswer(int... statuses) {
        for (int status : statuses) {
            answers.add(status);
        }
    }

    List<JsonNode> taken() {
        return taken;
    }

    List<Long> attempts() {
        return attempts;
    }

    List<String> complaints() {
        return complaints;
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        attempts.add(System.nanoTime());
        JsonNode read = JsonMapper.shared().readTree(body);
        check(exchange, body, read);
        int status = answers.isEmpty() ? 204 : answers.remove();
        if (status == 429) {
            exchange.getResponseHeaders().add("Retry-After", "1");
        }
        if (status == 204) {
            taken.add(read);
        }
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void check(HttpExchange exchange, byte[] body, JsonNode read) {
        complain(!exchange.getRequestMethod().equals("POST"), "method " + exchange.getRequestMethod());
        String timestamp = exchange.getRequestHeaders().getFirst("Belay-Timestamp");
        long age = Instant.now().getEpochSecond() - Long.parseLong(timestamp);
        complain(age < -5 || age > 300, "the call is " + age + " s old");
        String signature = exchange.getRequestHeaders().getFirst("Belay-Signature");
        complain(!signature.equals("v1=" + hmac(timestamp, body)), "signature " + signature);
        String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        complain(!key.equals(read.path("idempotencyKey").asString()), "key " + key);
    }

    private static String hmac(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signed = timestamp + "." + new String(body, StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private void complain(boolean wrong, String what) {
        if (wrong) {
            complaints.add(what);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
