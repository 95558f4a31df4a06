import com.sun.net.httpserver.HttpExchange;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an endpoint may ask of a request: what follows its own path, and the numbers in the query. */
record Request(String rest, String query) {
    static Request of(HttpExchange exchange, String path) {
        String query = Optional.ofNullable(exchange.getRequestURI().getQuery()).orElse("");
        return new Request(exchange.getRequestURI().getPath().substring(path.length()), query);
    }

    int number(String name, int otherwise, int most) {
        Matcher matcher =
                Pattern.compile("(?:^|&)" + name + "=(\\d{1,6})(?:&|$)").matcher(query);
        return matcher.find() ? Math.min(Integer.parseInt(matcher.group(1)), most) : otherwise;
    }
}
