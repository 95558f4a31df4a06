package dev.belay.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.Work;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Messages stay as they are on the wire; run with {@code -Dbelay.golden=write} to accept a change. */
class GoldenMessagesTest {
    private static final Path DIRECTORY = Path.of("src/test/resources/golden");
    private static final ObjectMapper MAPPER = MessageCodec.contractMapper();
    private static final Map<String, Object> SAMPLES = Samples.all();

    private final MessageCodec codec = new MessageCodec("/orchestrator", Clock.systemUTC());

    static Set<String> names() {
        return SAMPLES.keySet();
    }

    @ParameterizedTest
    @MethodSource("names")
    void writesWhatTheGoldenFileHolds(String name) throws IOException {
        String written = pretty(codec.encode(SAMPLES.get(name)).body());

        if ("write".equals(System.getProperty("belay.golden"))) {
            Files.createDirectories(DIRECTORY);
            Files.writeString(file(name), written);
        }

        assertThat(file(name)).hasContent(written);
        assertThat(Files.readString(file(name))).isEqualTo(written);
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWhatTheGoldenFileHolds(String name) throws IOException {
        MessageType type = MessageType.of(SAMPLES.get(name));

        Object read = codec.decode(Files.readAllBytes(file(name)), type.type(), type, type.body());

        assertThat(read).isEqualTo(SAMPLES.get(name));
    }

    @Test
    void everyFileBelongsToASample() throws IOException {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(names());
        }
    }

    @Test
    void everyTypeAndKindHasASample() {
        assertThat(SAMPLES.values().stream().map(MessageType::of)).contains(MessageType.values());
        assertThat(classes(SampleWork.all())).isEqualTo(permitted(Work.class));
        assertThat(classes(SampleOutput.all())).isEqualTo(permitted(Output.class));
        assertThat(SampleEvent.all().values().stream()
                        .map(event -> event.body().getClass())
                        .collect(Collectors.toSet()))
                .isEqualTo(permitted(EventBody.class));
    }

    @Test
    void everyComponentOfTheContractOccursInASample() {
        Set<String> declared = ContractComponents.declaredBy(Arrays.stream(MessageType.values())
                .<Class<?>>map(MessageType::body)
                .toList());

        assertThat(ContractComponents.filledBy(SAMPLES.values())).isEqualTo(declared);
    }

    private static Set<Class<?>> classes(Map<String, ?> samples) {
        return samples.values().stream().map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> permitted(Class<?> family) {
        return Set.of(family.getPermittedSubclasses());
    }

    private static Path file(String name) {
        return DIRECTORY.resolve(name + ".json");
    }

    private static String pretty(byte[] body) {
        JsonNode tree = MAPPER.readTree(new String(body, StandardCharsets.UTF_8));
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree) + "\n";
    }
}
