package dev.belay.backup.catalogue;

import com.github.luben.zstd.ZstdInputStream;
import dev.belay.contracts.FailureCode;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A dump decompressed beside its backup, for as long as it is needed.
 *
 * <p>{@code pg_restore} works on several tables at a time only where it can seek, and a file costs less time than the
 * second job saves.
 */
public final class PlainDump implements AutoCloseable {
    private static final int CHUNK = 1 << 17;

    private final Path file;

    private PlainDump(Path file) {
        this.file = file;
    }

    public static PlainDump of(BackupFiles files, BackupManifest manifest, Execution execution)
            throws IOException, InterruptedException {
        DiskSpace.require(files.directory(), manifest.dump().plainBytes(), "the decompressed dump");
        PlainDump plain = new PlainDump(Files.createTempFile(files.directory(), "plain-", ".pgc"));
        try {
            plain.fill(files, manifest, execution);
            return plain;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            plain.close();
            throw failed;
        }
    }

    public Path file() {
        return file;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(file);
    }

    private void fill(BackupFiles files, BackupManifest manifest, Execution execution)
            throws IOException, InterruptedException {
        long written = 0;
        byte[] chunk = new byte[CHUNK];
        try (FileChannel output = PrivateFiles.create(file);
                InputStream input = new ZstdInputStream(Files.newInputStream(files.dump()))) {
            for (int count = read(input, chunk, files); count >= 0; count = read(input, chunk, files)) {
                if (execution.cancelled()) {
                    throw new InterruptedException("cancelled while the dump was decompressed");
                }
                ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, count);
                while (buffer.hasRemaining()) {
                    written += output.write(buffer);
                }
            }
        }
        if (written != manifest.dump().plainBytes()) {
            throw damaged(
                    files,
                    "it holds " + written + " bytes; expected "
                            + manifest.dump().plainBytes());
        }
    }

    private static int read(InputStream input, byte[] chunk, BackupFiles files) throws IOException {
        try {
            return input.read(chunk);
        } catch (IOException broken) {
            throw damaged(files, String.valueOf(broken.getMessage()));
        }
    }

    private static WorkFailed damaged(BackupFiles files, String how) {
        return new WorkFailed(
                FailureCode.BACKUP_NOT_VERIFIED,
                "The dump " + files.dump() + " does not decompress as a whole: " + how + ".",
                "Do not restore this file. Check the disk that it lies on, and take or choose another backup.");
    }
}
