package dev.belay.messaging;

import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Headers;
import dev.belay.contracts.message.Result;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes contracts as CloudEvents in binary mode: JSON in the body, attributes in headers. */
public final class MessageCodec {
    private static final int LARGEST = 256 * 1024;
    private static final String TYPE = "ce_type";

    private final ObjectMapper strict = mapper(true);
    private final ObjectMapper tolerant = mapper(false);
    private final String source;
    private final Clock clock;

    /** @param source names the sender, such as {@code /orchestrator} */
    public MessageCodec(String source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** A message ready to be sent. */
    public record Encoded(byte[] body, Map<String, String> headers) {}

    /**
     * Encodes a contract.
     *
     * @throws IllegalArgumentException when the body is larger than 256 KB
     */
    public Encoded encode(Object contract) {
        byte[] body = tolerant.writeValueAsBytes(contract);
        if (body.length > LARGEST) {
            throw new IllegalArgumentException("Message of " + body.length + " bytes is larger than " + LARGEST
                    + "; larger evidence goes by reference: "
                    + contract.getClass().getSimpleName());
        }
        Map<String, String> headers = new HashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", UUID.randomUUID().toString());
        headers.put("ce_source", source);
        headers.put(TYPE, MessageType.of(contract).type());
        headers.put("ce_time", clock.instant().toString());
        if (contract instanceof Command command) {
            headers.put(Headers.EXECUTION, command.execution().text());
            headers.put(Headers.LEASE, String.valueOf(command.lease()));
            headers.put(Headers.TASK_TOKEN, command.taskToken());
        } else if (contract instanceof Result result) {
            headers.put(Headers.EXECUTION, result.execution().text());
            headers.put(Headers.LEASE, String.valueOf(result.lease()));
            headers.put(Headers.TASK_TOKEN, result.taskToken());
        }
        return new Encoded(body, headers);
    }

    /**
     * Decodes a message of an expected type.
     *
     * @param type the CloudEvents type of the message, absent where the header is missing
     * @throws UnreadableMessage when the type is another one or the body does not fit
     */
    public <T> T decode(byte[] body, @Nullable String type, MessageType expected, Class<T> as) {
        if (!expected.type().equals(type)) {
            throw new UnreadableMessage("The message is of type " + type + "; expected " + expected.type()
                    + ". Sender and reader are of different versions.");
        }
        try {
            return (expected.strict() ? strict : tolerant).readValue(body, as);
        } catch (JacksonException | IllegalArgumentException broken) {
            throw new UnreadableMessage("The body does not read as " + expected.type() + ": " + firstLine(broken));
        }
    }

    /** The mapper for contracts outside messages: journals and stored events. */
    public static ObjectMapper contractMapper() {
        return mapper(false);
    }

    public static String typeHeader() {
        return TYPE;
    }

    private static String firstLine(Exception broken) {
        String message = String.valueOf(broken.getMessage());
        return new String(
                message.lines().findFirst().orElse("").getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static ObjectMapper mapper(boolean strict) {
        return JsonMapper.builder()
                .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, strict)
                .configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, strict)
                .configure(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, true)
                .configure(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, false)
                .configure(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS, false)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .changeDefaultPropertyInclusion(inclusion ->
                        inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
                .build();
    }
}
