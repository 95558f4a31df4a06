package dev.belay.notifier.position;

import dev.belay.messaging.MessageCodec;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/**
 * A small file that is replaced as a whole, and is on disk when that returns.
 *
 * @param <T> what it holds, as JSON
 */
public final class DurableFile<T> {
    private static final ObjectMapper MAPPER = MessageCodec.contractMapper();

    private final Path file;
    private final Path directory;
    private final Class<T> type;

    public DurableFile(Path directory, String name, Class<T> type) {
        this.file = directory.resolve(name);
        this.directory = directory;
        this.type = type;
    }

    /**
     * What it holds; empty where it was never written.
     *
     * @throws UncheckedIOException where it cannot be read, or was written by somebody else
     */
    public Optional<T> read() {
        try {
            Files.createDirectories(directory);
            return Files.exists(file)
                    ? Optional.of(MAPPER.readValue(Files.readAllBytes(file), type))
                    : Optional.empty();
        } catch (JacksonException broken) {
            throw broken(
                    "does not read as what the notifier has written. Move it away to begin anew;"
                            + " messages of the last hour may then be sent twice.",
                    new IOException(broken));
        } catch (IOException unreadable) {
            throw broken("cannot be read; expected one that this process may read and write.", unreadable);
        }
    }

    /** @throws UncheckedIOException where it cannot be written */
    public void write(T content) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            try (FileOutputStream fresh = new FileOutputStream(next.toFile())) {
                fresh.write(MAPPER.writeValueAsBytes(content));
                fresh.getFD().sync();
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel changed = FileChannel.open(directory, StandardOpenOption.READ)) {
                changed.force(true);
            }
        } catch (IOException unwritable) {
            throw broken("cannot be written. What has been told is not kept until it can.", unwritable);
        }
    }

    private UncheckedIOException broken(String how, IOException cause) {
        return new UncheckedIOException("The file " + file + " (below belay.notifier.state) " + how, cause);
    }
}
