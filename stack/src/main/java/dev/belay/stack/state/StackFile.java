package dev.belay.stack.state;

import dev.belay.embedded.machine.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where everything of a running stack is, for its users and their scripts; readable by their owner alone.
 *
 * @param apiUrl what clients call
 * @param consoleUrl absent where there is no web console
 * @param databaseUrl of Belay's own database, with user and password
 * @param kafka bootstrap servers of the broker
 */
public record StackFile(
        URI apiUrl,
        @Nullable URI consoleUrl,
        List<Service> services,
        String databaseUrl,
        String kafka,
        Temporal temporal) {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().findAndAddModules().build();

    public StackFile {
        services = List.copyOf(services);
    }

    /** A service, where it says how it is, and where it tells its figures. */
    public record Service(String name, URI healthUrl, URI metricsUrl) {}

    /** Where Temporal is, and whether its workflows survive a restart. */
    public record Temporal(String target, boolean durable) {}

    /** What the directory says; nothing where no stack is said to run there. */
    public static Optional<StackFile> findIn(StateDirectory state) {
        if (!Files.isRegularFile(state.stackFile())) {
            return Optional.empty();
        }
        try {
            return Optional.of(MAPPER.readValue(Files.readString(state.stackFile()), StackFile.class));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(state.stackFile()), e);
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    public void writeTo(StateDirectory state) {
        WholeFile.writeSecret(
                state.stackFile(), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
    }

    public static void deleteFrom(StateDirectory state) {
        try {
            Files.deleteIfExists(state.stackFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
