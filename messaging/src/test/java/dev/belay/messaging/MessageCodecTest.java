package dev.belay.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Headers;
import dev.belay.contracts.message.Result;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCodecTest {
    private final MessageCodec codec =
            new MessageCodec("/orchestrator", Clock.fixed(Instant.parse("2026-03-01T02:00:00Z"), ZoneOffset.UTC));

    static Stream<Object> messages() {
        return Samples.all().values().stream();
    }

    @ParameterizedTest
    @MethodSource("messages")
    void readsWhatItWrites(Object message) {
        MessageCodec.Encoded encoded = codec.encode(message);
        MessageType type = MessageType.of(message);

        Object read = codec.decode(encoded.body(), encoded.headers().get("ce_type"), type, type.body());

        assertThat(read).isEqualTo(message);
    }

    @Test
    void refusesACommandWithAFieldThatItDoesNotKnow() {
        MessageCodec.Encoded encoded = codec.encode(Samples.command());
        byte[] newer = new String(encoded.body(), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"dryRun\":true,")
                .getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.decode(newer, "dev.belay.command.v1", MessageType.COMMAND, Command.class))
                .isInstanceOf(UnreadableMessage.class)
                .hasMessageContaining("dryRun");
    }

    @Test
    void readsAResultWithAFieldThatItDoesNotKnow() {
        MessageCodec.Encoded encoded = codec.encode(Samples.result());
        byte[] newer = new String(encoded.body(), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"mood\":\"good\",")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(codec.decode(newer, "dev.belay.result.v1", MessageType.RESULT, Result.class))
                .isEqualTo(Samples.result());
    }

    @Test
    void refusesAnotherVersionOfTheType() {
        byte[] body = codec.encode(Samples.command()).body();

        assertThatThrownBy(() -> codec.decode(body, "dev.belay.command.v2", MessageType.COMMAND, Command.class))
                .hasMessageContaining("different versions");
    }

    @Test
    void namesExecutionLeaseAndTokenInHeadersToo() {
        assertThat(codec.encode(Samples.command()).headers())
                .containsEntry(Headers.EXECUTION, "d1/backup-1/do/1")
                .containsEntry(Headers.LEASE, "2")
                .containsEntry(Headers.TASK_TOKEN, "dG9rZW4=")
                .containsEntry("ce_time", "2026-03-01T02:00:00Z");
    }

    @Test
    void refusesToSendWhatIsTooLarge() {
        Result huge = Samples.resultWithEvidence(
                List.of(new dev.belay.contracts.outcome.Evidence("output", "x".repeat(300_000))));

        assertThatThrownBy(() -> codec.encode(huge)).hasMessageContaining("goes by reference");
    }
}
