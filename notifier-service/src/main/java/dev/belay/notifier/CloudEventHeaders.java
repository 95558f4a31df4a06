package dev.belay.notifier;

import dev.belay.messaging.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The headers of CloudEvents: {@code ce_} on Kafka, and {@code ce-} once Spring Cloud Function has handed them in. */
final class CloudEventHeaders {
    private static final String ON_KAFKA = "ce_";
    private static final String IN_FUNCTIONS = "ce-";

    private CloudEventHeaders() {}

    static Optional<String> type(Map<String, Object> headers) {
        String name = MessageCodec.typeHeader();
        return text(headers.get(name)).or(() -> text(headers.get(name.replace(ON_KAFKA, IN_FUNCTIONS))));
    }

    static String nameOnKafka(String name) {
        return name.startsWith(IN_FUNCTIONS) ? ON_KAFKA + name.substring(IN_FUNCTIONS.length()) : name;
    }

    private static Optional<String> text(@Nullable Object header) {
        return Optional.ofNullable(header)
                .map(value -> value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : "" + value);
    }
}
