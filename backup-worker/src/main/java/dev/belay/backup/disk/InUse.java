package dev.belay.backup.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A directory that a living worker works in; the lock ends with the worker, however it ends.
 *
 * <p>Closing any channel of a file releases this process's locks on it, so directories of our own are remembered
 * instead of tried.
 */
public final class InUse implements AutoCloseable {
    private static final String FILE = "in-use.lock";
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private InUse(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** Claims a directory that is there. */
    public static InUse claim(Path directory) throws IOException {
        return remembered(directory, () -> {});
    }

    /** Makes a private directory that is at no moment taken for an abandoned one by this worker. */
    public static InUse create(Path directory) throws IOException {
        return remembered(directory, () -> PrivateFiles.createDirectories(directory));
    }

    private interface Making {
        void make() throws IOException;
    }

    private static InUse remembered(Path directory, Making making) throws IOException {
        if (!OURS.add(directory)) {
            throw new IOException("This worker already works in " + directory);
        }
        try {
            making.make();
            return new InUse(directory, locked(directory));
        } catch (IOException | RuntimeException failed) {
            OURS.remove(directory);
            throw failed;
        }
    }

    private static FileChannel locked(Path directory) throws IOException {
        FileChannel channel = PrivateFiles.create(directory.resolve(FILE));
        if (channel.tryLock() == null) {
            channel.close();
            throw new IOException("Another worker works in " + directory);
        }
        return channel;
    }

    /** Whether nobody works in the directory any more. */
    public static boolean isAbandoned(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (OURS.contains(directory)) {
            return false;
        }
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OURS.remove(directory);
    }
}
