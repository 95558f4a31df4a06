package dev.belay.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The published schemas say what the records say; run with {@code -Dbelay.golden=write} to accept a change. */
class ContractSchemaTest {
    private static final Path DIRECTORY = Path.of("../contracts/src/main/resources/dev/belay/contracts/schema");
    private static final Map<String, Object> SAMPLES = Samples.all();

    private final MessageCodec codec = new MessageCodec("/orchestrator", Clock.systemUTC());

    static Set<String> names() {
        return SAMPLES.keySet();
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void saysWhatTheRecordsSay(MessageType type) throws IOException {
        String schema = ContractSchema.of(type);

        if ("write".equals(System.getProperty("belay.golden"))) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file(type), schema);
        }

        assertThat(Files.readString(file(type))).isEqualTo(schema);
    }

    @ParameterizedTest
    @MethodSource("names")
    void holdsForEveryGoldenMessage(String name) throws IOException {
        String golden = Files.readString(Path.of("src/test/resources/golden", name + ".json"));

        assertThat(schema(MessageType.of(SAMPLES.get(name))).validate(golden, InputFormat.JSON))
                .isEmpty();
    }

    @Test
    void refusesACommandWithMoreThanItKnowsAndAResultWithLess() throws IOException {
        String command = json(Samples.command());
        String result = json(Samples.result());

        assertThat(schema(MessageType.COMMAND)
                        .validate(command.replaceFirst("\\{", "{\"dryRun\":true,"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema(MessageType.COMMAND)
                        .validate(command.replaceFirst("\"keep\":3", "\"kep\":3"), InputFormat.JSON))
                .isNotEmpty();
        assertThat(schema(MessageType.RESULT).validate(result.replaceFirst("\\{", "{\"mood\":1,"), InputFormat.JSON))
                .isEmpty();
        assertThat(schema(MessageType.RESULT)
                        .validate(result.replaceFirst("\"sha256\":", "\"sha\":"), InputFormat.JSON))
                .isNotEmpty();
    }

    private String json(Object message) {
        return new String(codec.encode(message).body(), StandardCharsets.UTF_8);
    }

    private static Schema schema(MessageType type) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file(type)), InputFormat.JSON);
    }

    private static Path file(MessageType type) {
        return DIRECTORY.resolve(type.type() + ".schema.json");
    }
}
