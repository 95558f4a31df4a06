package dev.belay.messaging.stream;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers of CloudEvents: {@code ce_} on Kafka, and {@code ce-} once Spring Cloud Function has handed them in. */
final class CloudEventHeaders {
    private static final String ON_KAFKA = "ce_";
    private static final String IN_FUNCTIONS = "ce-";

    private CloudEventHeaders() {}

    /** A header by its name on Kafka, whichever way it is spelled and typed now. */
    static Optional<String> find(Map<String, Object> headers, String name) {
        return text(headers.get(name))
                .or(() -> name.startsWith(ON_KAFKA)
                        ? text(headers.get(IN_FUNCTIONS + name.substring(ON_KAFKA.length())))
                        : Optional.empty());
    }

    static String nameOnKafka(String name) {
        return name.startsWith(IN_FUNCTIONS) ? ON_KAFKA + name.substring(IN_FUNCTIONS.length()) : name;
    }

    private static Optional<String> text(@Nullable Object header) {
        return Optional.ofNullable(header)
                .map(value -> value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "" + value);
    }
}
