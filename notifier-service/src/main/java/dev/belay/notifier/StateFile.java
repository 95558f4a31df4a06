package dev.belay.notifier;

import dev.belay.messaging.MessageCodec;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** A small file that is replaced as a whole, and is on disk when that returns. */
final class StateFile {
    private final ObjectMapper mapper = MessageCodec.contractMapper();
    private final Path file;

    private StateFile(Path file) {
        this.file = file;
    }

    /** What the file holds. */
    record State(Instant ignoreBefore, List<KnownDeployment> deployments) {
        State {
            deployments = List.copyOf(deployments);
        }
    }

    static StateFile in(Path directory) throws IOException {
        Files.createDirectories(directory);
        return new StateFile(directory.resolve("delivered.json"));
    }

    Optional<State> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(mapper.readValue(Files.readAllBytes(file), State.class));
        } catch (JacksonException broken) {
            throw new IOException(
                    "The file " + file + " does not read as what the notifier has written."
                            + " Move it away to begin anew; messages of the last hour may then be sent twice.",
                    broken);
        }
    }

    void write(State state) throws IOException {
        Path next = file.resolveSibling("delivered.next");
        try (FileOutputStream fresh = new FileOutputStream(next.toFile())) {
            fresh.write(mapper.writeValueAsBytes(state));
            fresh.getFD().sync();
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
