package dev.belay.worker.environment;

import dev.belay.documents.Node;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the addresses to which checks send their requests; {@code headers} beside them go to all. */
final class HttpSection {
    private static final String BASE_URL =
            "an address such as https://shop.example.org, without user, query or fragment";
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern CREDENTIAL =
            Pattern.compile("auth|token|key|secret|cookie|password", Pattern.CASE_INSENSITIVE);

    private final Section http;

    private HttpSection(Section http) {
        this.http = http;
    }

    static Map<String, HttpAddress> read(Section root) {
        return root.section("http").map(http -> new HttpSection(http).read()).orElse(Map.of());
    }

    private Map<String, HttpAddress> read() {
        Map<String, Secret> common = headers(http);
        Map<String, HttpAddress> addresses = new LinkedHashMap<>();
        http.fields().all().forEach((name, node) -> {
            if (!name.equals("headers")) {
                Names.check(
                        name,
                        "an address",
                        http.mark(name),
                        node.path(),
                        http.interpolation().findings());
                Section.read(node, "address \"" + name + "\"", http.interpolation(), Set.of())
                        .flatMap(section -> address(name, section, common))
                        .ifPresent(address -> addresses.put(name, address));
            }
        });
        return addresses;
    }

    private static Optional<HttpAddress> address(String name, Section section, Map<String, Secret> common) {
        Map<String, Secret> headers = new LinkedHashMap<>(common);
        headers(section).forEach((header, value) -> {
            headers.keySet().removeIf(header::equalsIgnoreCase);
            headers.put(header, value);
        });
        Optional<URI> baseUrl = section.requireText("baseUrl", BASE_URL).flatMap(text -> baseUrl(section, text));
        section.finish();
        return baseUrl.map(url -> new HttpAddress(name, url, headers));
    }

    private static Optional<URI> baseUrl(Section section, String text) {
        try {
            URI url = new URI(text.replaceAll("/+$", ""));
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if (url.getRawUserInfo() != null) {
                section.complain(
                        "baseUrl",
                        "credentials-in-url",
                        "holds credentials; expected an address without them.",
                        BASE_URL,
                        "Send them as a header: headers: {Authorization: \"${file:/path}\"}.");
                return Optional.empty();
            }
            if (Set.of("http", "https").contains(scheme)
                    && url.getHost() != null
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException noAddress) {
            // Reported below, like every other text that is no address.
        }
        section.illFormed("baseUrl", BASE_URL);
        return Optional.empty();
    }

    private static Map<String, Secret> headers(Section parent) {
        Map<String, Secret> headers = new LinkedHashMap<>();
        parent.section("headers").ifPresent(section -> section.fields().all().forEach((name, node) -> {
            if (!HEADER.matcher(name).matches()) {
                section.illFormed(name, "a value under the name of a header");
            }
            section.text(name).ifPresent(value -> headers.put(name, header(name, value, node, section)));
        }));
        return headers;
    }

    private static Secret header(String name, String value, Node node, Section section) {
        if (value.chars().anyMatch(character -> character < ' ' && character != '\t')) {
            section.complain(name, "ill-formed", "has more than one line; expected one line.", "one line", "");
        }
        boolean filledIn = !(node instanceof Node.Text text) || !text.text().equals(value);
        return filledIn || CREDENTIAL.matcher(name).find()
                ? section.interpolation().secret(value)
                : new Secret(value);
    }
}
