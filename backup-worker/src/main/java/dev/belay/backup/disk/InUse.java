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

    public static InUse claim(Path directory) throws IOException {
        if (!OURS.add(directory)) {
            throw new IOException("This worker already works in " + directory);
        }
        FileChannel channel = PrivateFiles.create(directory.resolve(FILE));
        if (channel.tryLock() == null) {
            OURS.remove(directory);
            channel.close();
            throw new IOException("Another worker works in " + directory);
        }
        return new InUse(directory, channel);
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
