package dev.belay.embedded.junit;

import dev.belay.embedded.machine.DirectoryLock;
import dev.belay.embedded.machine.FileTree;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.temporal.EmbeddedTemporal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** A directory for one server of one test run; the first of a run clears away what killed runs left, servers included. */
final class ScratchDirectory implements AutoCloseable {
    private static final String PREFIX = "belay-test-";
    private static final String DRAFT_PREFIX = "belay-draft-";
    private static final String IN_USE = ".in-use";
    private static boolean swept;

    private final Path base;
    private final DirectoryLock use;

    private ScratchDirectory(Path base, DirectoryLock use) {
        this.base = base;
        this.use = use;
    }

    static synchronized ScratchDirectory create() {
        try {
            if (!swept) {
                swept = true;
                sweep();
            }
            // Under another name until it is locked, lest another run that is sweeping take it for abandoned.
            Path draft = Files.createTempDirectory(DRAFT_PREFIX);
            // PostgreSQL's own user must be able to go through.
            Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwx--x--x"));
            DirectoryLock use = DirectoryLock.acquire(draft.resolve(IN_USE));
            String name = draft.getFileName().toString().replace(DRAFT_PREFIX, PREFIX);
            return new ScratchDirectory(Files.move(draft, draft.resolveSibling(name)), use);
        } catch (IOException e) {
            throw new UncheckedIOException("A scratch directory for tests cannot be made", e);
        }
    }

    static void sweep() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(temporary, PREFIX + "*")) {
            directories.forEach(ScratchDirectory::removeIfAbandoned);
        }
    }

    private static void removeIfAbandoned(Path base) {
        Path mark = base.resolve(IN_USE);
        if (!Files.isDirectory(mark) || !Files.isWritable(mark)) {
            return;
        }
        Optional<DirectoryLock> use = DirectoryLock.tryAcquire(mark);
        if (use.isPresent()) {
            Path server = server(base);
            if (Files.exists(server.resolve("data"))) {
                EmbeddedPostgres.stopLeftover(server);
            }
            EmbeddedTemporal.stopLeftover(server);
            use.get().close();
            FileTree.delete(base);
        }
    }

    Path path() {
        return server(base);
    }

    private static Path server(Path base) {
        return base.resolve("server");
    }

    @Override
    public void close() {
        use.close();
        FileTree.delete(base);
    }
}
