package dev.belay.backup.disk;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal. */
public final class Digest {
    private static final int CHUNK = 1 << 17;

    private Digest() {}

    public static MessageDigest begin() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    public static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static String text(MessageDigest digest, byte[] bytes) {
        digest.update(bytes);
        return text(digest);
    }

    public static String ofFile(Path file) throws IOException {
        MessageDigest digest = begin();
        byte[] chunk = new byte[CHUNK];
        try (InputStream input = Files.newInputStream(file)) {
            for (int count = input.read(chunk); count >= 0; count = input.read(chunk)) {
                digest.update(chunk, 0, count);
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while " + file + " was read");
                }
            }
        }
        return text(digest);
    }
}
