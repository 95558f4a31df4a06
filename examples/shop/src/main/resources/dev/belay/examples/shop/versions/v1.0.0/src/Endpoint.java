import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;

/** One path of the service; what goes wrong behind it is logged here, and answered without details. */
record Endpoint(String path, Answer answer) implements HttpHandler {
    /** What the endpoint answers to a request. */
    interface Answer {
        Response to(Request request) throws SQLException;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        Request request = Request.of(exchange, path);
        Response response;
        try {
            response = isOther(request) ? Response.problem(404, "There is nothing here") : answer.to(request);
        } catch (SQLException | RuntimeException failure) {
            System.out.printf("%s ERROR %s: %s%n", Instant.now(), exchange.getRequestURI(), failure.getMessage());
            response = Response.problem(500, "Something went wrong here; it has been logged");
        }
        response.send(exchange);
    }

    /** The JDK's server takes a context for a prefix: /api/orders would answer to /api/ordersX too. */
    private boolean isOther(Request request) {
        return !path.endsWith("/") && !request.rest().isEmpty();
    }
}
