package dev.belay.backup.taking;

import com.github.luben.zstd.ZstdOutputStream;
import dev.belay.backup.catalogue.Digest;
import dev.belay.backup.catalogue.DiskSpace;
import dev.belay.backup.catalogue.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** Writes a stream to a file, compressed and digested in the same pass. */
final class DumpFile {
    private static final int LEVEL = 1;
    private static final int WORKERS = 2;
    private static final int CHUNK = 1 << 17;

    private final Path path;
    private long plainBytes;
    private long bytes;
    private String sha256 = "";

    DumpFile(Path path) {
        this.path = path;
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

    /** Returns once the file is on disk. */
    void write(InputStream input, DumpProgress progress) throws IOException {
        MessageDigest digest = Digest.begin();
        try {
            try (FileChannel channel = PrivateFiles.create(path);
                    ZstdOutputStream compressed =
                            compressed(new DigestOutputStream(Channels.newOutputStream(channel), digest))) {
                copy(input, compressed, progress);
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

    private void copy(InputStream input, OutputStream compressed, DumpProgress progress) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int count = input.read(chunk); count >= 0; count = input.read(chunk)) {
            compressed.write(chunk, 0, count);
            plainBytes += count;
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
