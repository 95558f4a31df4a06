package dev.belay.e2e.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.belay.embedded.machine.LoopbackPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Slack's Web API as far as a message needs it: whoever has the token may write. */
public final class SlackSite implements AutoCloseable {
    public static final String TOKEN = "token-of-a-pretended-bot";

    private static final String TAKEN = "{\"ok\":true,\"channel\":\"C1\",\"ts\":\"1700000000.000100\"}";
    private static final String REFUSED = "{\"ok\":false,\"error\":\"not_authed\"}";

    private final HttpServer server;

    public SlackSite() {
        try {
            server = HttpServer.create(LoopbackPort.address(0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.createContext("/api/chat.", SlackSite::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/";
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        boolean known = ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = (known ? TAKEN : REFUSED).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
