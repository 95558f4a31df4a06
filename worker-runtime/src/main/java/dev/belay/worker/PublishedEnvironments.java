package dev.belay.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The names of the environments that a worker has published, on disk: one may be removed while the worker is down. */
final class PublishedEnvironments {
    private static final String FILE = "published-environments";

    private final Path file;
    private final Set<String> names;

    private PublishedEnvironments(Path file, Set<String> names) {
        this.file = file;
        this.names = names;
    }

    /** Reads what was written in the worker's directory; nothing where there is no such file yet. */
    static PublishedEnvironments in(Path directory) {
        Path file = directory.resolve(FILE);
        try {
            Set<String> names = Files.exists(file) ? new TreeSet<>(Files.readAllLines(file)) : new TreeSet<>();
            return new PublishedEnvironments(file, names);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("What this worker has published cannot be read from " + file, unreadable);
        }
    }

    /** The names that were published, but for those that are there. */
    Set<String> missing(Set<String> there) {
        return names.stream().filter(name -> !there.contains(name)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns when the name is on disk. */
    void add(String name) {
        if (names.add(name)) {
            write();
        }
    }

    /** Returns when the name is no longer on disk. */
    void remove(String name) {
        if (names.remove(name)) {
            write();
        }
    }

    private void write() {
        Path next = file.resolveSibling(FILE + ".next");
        byte[] lines = names.stream()
                .map(name -> name + "\n")
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        try {
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(lines));
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new UncheckedIOException("What this worker publishes cannot be written to " + file, broken);
        }
    }
}
