package dev.belay.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.embedded.machine.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The addresses of the running servers, as other processes read them from {@code servers.json}.
 *
 * @param kafka bootstrap servers of the broker
 * @param temporal where Temporal is
 * @param postgres where PostgreSQL is
 * @param pid the process that runs them
 */
public record ServersFile(String kafka, Temporal temporal, Postgres postgres, long pid) {
    private static final String NAME = "servers.json";

    /** Where Temporal is, and whether its workflows survive a restart. */
    public record Temporal(String target, boolean durable, String namespace) {}

    /** Where PostgreSQL is; the password is in a file of its own. */
    public record Postgres(String host, int port, String username, String passwordFile) {}

    public static Path in(Path directory) {
        return directory.resolve(NAME);
    }

    public static ServersFile read(Path directory) {
        try {
            return new ObjectMapper().readValue(in(directory).toFile(), ServersFile.class);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read. Are the servers running?".formatted(in(directory)), e);
        }
    }

    void writeTo(Path directory) {
        try {
            String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this);
            WholeFile.write(in(directory), text + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static void deleteFrom(Path directory) {
        try {
            Files.deleteIfExists(in(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
