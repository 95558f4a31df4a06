package dev.belay.backup.opening;

import com.github.luben.zstd.ZstdInputStream;
import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.DumpPart;
import dev.belay.backup.disk.Digest;
import dev.belay.backup.disk.DiskSpace;
import dev.belay.backup.disk.DiskWatch;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.sealing.Unsealing;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.List;

/**
 * A dump as programs read it: one file decompressed beside its backup, a directory as it is or decrypted beside it, for as
 * long as it is needed.
 *
 * <p>{@code pg_restore} works on several tables at a time only where it can seek, and a file costs less time than the
 * second job saves.
 */
public final class PlainDump implements AutoCloseable {
    private static final int CHUNK = 1 << 17;
    private static final long STEP = 16_000_000;

    private final Path file;
    private final BackupFiles files;

    private PlainDump(Path file, BackupFiles files) {
        this.file = file;
        this.files = files;
    }

    public static PlainDump of(BackupFiles files, BackupManifest manifest, Execution execution)
            throws IOException, InterruptedException {
        List<DumpPart> parts = manifest.dump().files();
        if (parts != null) {
            return new PlainDump(PlainDirectory.of(new VerifiedBackup(files, manifest), parts, execution), files);
        }
        DiskSpace.require(files.directory(), manifest.dump().plainBytes(), "the decompressed dump");
        PlainDump plain = new PlainDump(Files.createTempFile(files.directory(), "plain-", ".pgc"), files);
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
        if (!file.equals(files.dump())) {
            PrivateFiles.deleteTree(file);
        }
    }

    /** The digests are taken in the same pass, so that nothing is ever restored that was not dumped. */
    private void fill(BackupFiles files, BackupManifest manifest, Execution execution)
            throws IOException, InterruptedException {
        BackupManifest.Encryption sealed = manifest.dump().encryption();
        if (sealed == null) {
            fill(Files.newInputStream(files.dump()), manifest.dump().sha256(), files, manifest, execution);
        } else {
            InputStream decrypted =
                    Unsealing.open(files.dump(), execution.environment().requireBackups());
            fill(decrypted, sealed.plainSha256(), files, manifest, execution);
        }
    }

    private void fill(
            InputStream stream, String sha256, BackupFiles files, BackupManifest manifest, Execution execution)
            throws IOException, InterruptedException {
        DiskWatch disk = DiskWatch.of(execution.environment().requireBackups(), files.directory());
        MessageDigest digest = Digest.begin();
        long written = 0;
        long told = 0;
        tell(written, manifest, execution);
        try (FileChannel output = PrivateFiles.create(file);
                InputStream raw = new DigestInputStream(stream, digest);
                InputStream input = new ZstdInputStream(raw)) {
            byte[] chunk = new byte[CHUNK];
            for (int count = read(input, chunk, files, written);
                    count >= 0;
                    count = read(input, chunk, files, written)) {
                if (execution.cancelled()) {
                    throw new InterruptedException("cancelled while the dump was decompressed");
                }
                written += write(output, ByteBuffer.wrap(chunk, 0, count));
                disk.written(written, "the decompressed dump");
                if (written - told >= STEP) {
                    told = written;
                    tell(written, manifest, execution);
                }
            }
            drain(raw, files, written);
        }
        if (written != manifest.dump().plainBytes()) {
            throw damaged(
                    files,
                    "it holds " + written + " bytes; expected "
                            + manifest.dump().plainBytes());
        }
        String found = Digest.text(digest);
        if (!found.equals(sha256)) {
            throw VerifiedBackup.digestDiffers(manifest, files.dump(), found, sha256);
        }
    }

    private static void tell(long written, BackupManifest manifest, Execution execution) {
        long total = Math.max(written, manifest.dump().plainBytes());
        execution.progress(new Progress(written, total, "bytes", "decompressing the dump"));
    }

    private static void drain(InputStream raw, BackupFiles files, long before) throws IOException {
        try {
            raw.transferTo(OutputStream.nullOutputStream());
        } catch (IOException broken) {
            throw damaged(files, broken.getMessage() + ", after " + before + " bytes that could be read");
        }
    }

    private int write(FileChannel output, ByteBuffer buffer) throws IOException {
        int written = 0;
        try {
            while (buffer.hasRemaining()) {
                written += output.write(buffer);
            }
        } catch (IOException failed) {
            throw DiskSpace.named(failed, file, "the decompressed dump");
        }
        return written;
    }

    private static int read(InputStream input, byte[] chunk, BackupFiles files, long before) throws IOException {
        try {
            return input.read(chunk);
        } catch (IOException broken) {
            throw damaged(files, broken.getMessage() + ", after " + before + " bytes that could be read");
        }
    }

    private static WorkFailed damaged(BackupFiles files, String how) {
        return new WorkFailed(
                FailureCode.BACKUP_NOT_VERIFIED,
                "The dump " + files.dump() + " does not decompress as a whole: " + how + ".",
                "Do not restore this file. Check the disk that it lies on, and take or choose another backup.");
    }
}
