import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stands before the public port while the maintenance flag is there. */
class MaintenancePage extends Filter {
    private static final String PAGE = """
            <!doctype html>
            <title>Back soon</title>
            <h1>Back soon</h1>
            <p>The shop is being worked on. Your orders are safe.</p>""";

    private final Path flag;

    MaintenancePage(Path flag) {
        this.flag = flag;
    }

    @Override
    public String description() {
        return "Answers 503 during maintenance";
    }

    @Override
    public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
        if (Files.notExists(flag)) {
            chain.doFilter(exchange);
            return;
        }
        exchange.getResponseHeaders().set("Retry-After", "60");
        if (exchange.getRequestURI().getPath().startsWith("/api/")) {
            Response.problem(503, "The shop is being worked on").send(exchange);
        } else {
            new Response(503, "text/html", PAGE).send(exchange);
        }
    }
}
