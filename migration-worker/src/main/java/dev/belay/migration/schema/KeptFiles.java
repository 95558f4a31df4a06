package dev.belay.migration.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Small files in the worker's own state, whole or not there; those that nobody has written for long are removed. */
public final class KeptFiles {
    /** As long as the journal keeps what has ended, unless it is told otherwise. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Path directory;

    public KeptFiles(Path directory) {
        this.directory = directory;
    }

    /** @throws UncheckedIOException when it cannot be written */
    public synchronized void write(String name, byte[] content) {
        try {
            Files.createDirectories(directory);
            Path part = Files.write(directory.resolve(name + ".part"), content);
            Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            removeOld();
        } catch (IOException broken) {
            throw new UncheckedIOException("Nothing can be kept in " + directory, broken);
        }
    }

    /** Lets a file that is there already stay for as long as a new one. */
    public synchronized boolean renew(String name) {
        try {
            Files.setLastModifiedTime(directory.resolve(name), FileTime.from(Instant.now()));
            return true;
        } catch (IOException notThere) {
            return false;
        }
    }

    public Optional<byte[]> find(String name) {
        try {
            return Optional.of(Files.readAllBytes(directory.resolve(name)));
        } catch (NoSuchFileException notThere) {
            return Optional.empty();
        } catch (IOException broken) {
            throw new UncheckedIOException(directory.resolve(name) + " cannot be read", broken);
        }
    }

    private void removeOld() throws IOException {
        Instant oldest = Instant.now().minus(KEPT);
        List<Path> files;
        try (Stream<Path> found = Files.list(directory)) {
            files = found.toList();
        }
        for (Path file : files) {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
