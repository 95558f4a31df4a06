package dev.belay.cli.api.document;

import dev.belay.messaging.MessageCodec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** The JSON of the API, read tolerantly: a newer server may say more than this client knows. */
public final class Json {
    static final ObjectMapper MAPPER = MessageCodec.contractMapper();

    private Json() {}

    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /** On one line. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static String pretty(Object value) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }

    public static <T> Optional<T> as(JsonNode node, Class<T> type) {
        try {
            return node.isMissingNode() || node.isNull()
                    ? Optional.empty()
                    : Optional.of(MAPPER.treeToValue(node, type));
        } catch (JacksonException | IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    static List<JsonNode> items(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    static Optional<Instant> instant(JsonNode node, String member) {
        return as(node.path(member), Instant.class);
    }
}
