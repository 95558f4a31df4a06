package dev.belay.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.machine.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which servers of a start are up already, as another process sees it before all of them are. */
public final class StartedServers {
    private final Path directory;

    /** One of the servers. */
    public enum Server {
        POSTGRESQL,
        KAFKA,
        TEMPORAL
    }

    private StartedServers(Path directory) {
        this.directory = directory;
    }

    /** Those of the servers that keep their data in the directory. */
    public static StartedServers in(Path servers) {
        return new StartedServers(servers.resolve("started"));
    }

    public boolean has(Server server) {
        return Files.exists(file(server));
    }

    /** Where PostgreSQL is, from the moment on at which it takes connections. */
    public Optional<ServersFile.Postgres> postgres() {
        if (!has(Server.POSTGRESQL)) {
            return Optional.empty();
        }
        Path file = file(Server.POSTGRESQL);
        try {
            return Optional.of(new ObjectMapper().readValue(file.toFile(), ServersFile.Postgres.class));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read. Start the servers again.".formatted(file), e);
        }
    }

    void add(Server server, Object where) {
        try {
            Files.createDirectories(directory);
            WholeFile.write(file(server), new ObjectMapper().writeValueAsString(where) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be written".formatted(directory), e);
        }
    }

    /** Forgets all of them; also for a process that starts others and must not take an earlier start for theirs. */
    public void clear() {
        FileTree.delete(directory);
    }

    private Path file(Server server) {
        return directory.resolve(server + ".json");
    }
}
