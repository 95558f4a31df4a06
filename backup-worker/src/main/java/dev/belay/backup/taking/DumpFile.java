package dev.belay.backup.taking;

import com.github.luben.zstd.ZstdOutputStream;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.disk.Digest;
import dev.belay.backup.disk.DiskSpace;
import dev.belay.backup.disk.DiskWatch;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.sealing.SealingOutput;
import dev.belay.worker.environment.settings.BackupEncryption;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;

/** Writes a stream to a file, compressed and digested in the same pass. */
final class DumpFile {
    private static final int LEVEL = 1;
    private static final int WORKERS = 2;
    private static final int CHUNK = 1 << 17;

    private final Path path;
    private final DiskWatch disk;
    private final Optional<BackupEncryption> encryption;
    private long plainBytes;
    private long bytes;
    private String sha256 = "";
    private String beforeSealing = "";

    DumpFile(Path path, DiskWatch disk, Optional<BackupEncryption> encryption) {
        this.path = path;
        this.disk = disk;
        this.encryption = encryption;
    }

    long plainBytes() {
        return plainBytes;
    }

    long bytes() {
        return bytes;
    }

    /** Of the bytes as they were handed to the disk. */
    String sha256() {
        return sha256;
    }

    /** How the file is encrypted; empty where it is not. */
    Optional<BackupManifest.Encryption> sealed() {
        return encryption.map(known -> new BackupManifest.Encryption(known.recipient(), beforeSealing));
    }

    /** Returns once the file is on disk. */
    void write(InputStream input, DumpProgress progress) throws IOException {
        MessageDigest digest = Digest.begin();
        try {
            try (FileChannel channel = PrivateFiles.create(path)) {
                OutputStream file = new DigestOutputStream(Channels.newOutputStream(channel), digest);
                if (encryption.isPresent()) {
                    seal(input, file, encryption.get().recipient(), progress);
                } else {
                    compress(input, file, progress);
                }
            }
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
                channel.force(true);
                bytes = channel.size();
            }
        } catch (IOException failed) {
            throw DiskSpace.named(failed, path, "the dump");
        }
        sha256 = Digest.text(digest);
    }

    /** Two digests in one pass: of what is encrypted, and of the file. */
    private void seal(InputStream input, OutputStream file, String recipient, DumpProgress progress)
            throws IOException {
        MessageDigest before = Digest.begin();
        try (SealingOutput sealing = SealingOutput.of(recipient, file)) {
            compress(input, new DigestOutputStream(sealing, before), progress);
        }
        beforeSealing = Digest.text(before);
    }

    private void compress(InputStream input, OutputStream output, DumpProgress progress) throws IOException {
        try (ZstdOutputStream compressed = compressed(output)) {
            copy(input, compressed, progress);
        }
    }

    private void copy(InputStream input, OutputStream compressed, DumpProgress progress) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int count = input.read(chunk); count >= 0; count = input.read(chunk)) {
            compressed.write(chunk, 0, count);
            plainBytes += count;
            disk.written(plainBytes, "the dump before compression");
            progress.bytes(plainBytes);
        }
    }

    private static ZstdOutputStream compressed(OutputStream output) throws IOException {
        ZstdOutputStream compressed = new ZstdOutputStream(output, LEVEL);
        compressed.setChecksum(true);
        try {
            return compressed.setWorkers(WORKERS);
        } catch (IOException builtWithoutThreads) {
            return compressed;
        }
    }
}
