package dev.belay.worker.environment.reading;

import dev.belay.documents.Node;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.environment.settings.Secret;
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
    private static final String URL = "an address such as https://shop.example.org/health, without user or fragment";
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
                Section.read(node, "address \"" + name + "\"", http.interpolation())
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
        if (!section.fields().has("baseUrl")) {
            section.fields().missing("baseUrl", BASE_URL);
        }
        Optional<URI> baseUrl = baseUrl(section, "baseUrl");
        section.finish();
        return baseUrl.map(url -> new HttpAddress(name, url, headers));
    }

    /** An address to which paths are added. */
    static Optional<URI> baseUrl(Section section, String key) {
        return url(section, key, BASE_URL, true)
                .map(url -> URI.create(url.toString().replaceAll("/+$", "")));
    }

    /** An address of one thing, query included. */
    static Optional<URI> url(Section section, String key) {
        return url(section, key, URL, false);
    }

    private static Optional<URI> url(Section section, String key, String expected, boolean base) {
        return section.text(key).flatMap(text -> {
            try {
                URI url = new URI(text);
                String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
                if (url.getRawUserInfo() != null) {
                    section.complain(
                            key,
                            "credentials-in-url",
                            "holds credentials; expected an address without them.",
                            expected,
                            "Send them as a header: headers: {Authorization: \"${file:/path}\"}.");
                    return Optional.empty();
                }
                if (Set.of("http", "https").contains(scheme)
                        && url.getHost() != null
                        && (!base || url.getRawQuery() == null)
                        && url.getRawFragment() == null) {
                    return Optional.of(url);
                }
            } catch (URISyntaxException noAddress) {
                // Reported below, like every other text that is no address.
            }
            section.illFormed(key, expected);
            return Optional.empty();
        });
    }

    static Map<String, Secret> headers(Section parent) {
        Map<String, Secret> headers = new LinkedHashMap<>();
        parent.section("headers")
                .ifPresent(section -> section.fields().all().forEach((name, node) -> {
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
