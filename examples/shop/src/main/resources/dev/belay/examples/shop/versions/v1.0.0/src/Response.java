import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One answer of the service. */
record Response(int status, String contentType, String body) {
    static Response json(String body) {
        return new Response(200, "application/json", body);
    }

    static Response problem(int status, String title) {
        return new Response(
                status, "application/problem+json", "{\"status\":%d,\"title\":\"%s\"}".formatted(status, title));
    }

    void send(HttpExchange exchange) throws IOException {
        byte[] bytes = (body + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType + "; charset=utf-8");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
        } else {
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }
}
