package dev.belay.worker.environment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where this worker runs: which files it sees, and as whom. */
final class Place {
    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path FILES = Path.of("/proc/self/ns/mnt");
    private static final String HERE = token();

    private Place() {}

    /** The same for two workers that see the same files as the same user, and tells nothing else. */
    static String here() {
        return HERE;
    }

    /** A host's run, the file system of a container in it, and the user; elsewhere than on Linux the user's home. */
    private static String token() {
        String place = read(BOOT) + "\n" + link(FILES) + "\n" + System.getProperty("user.name") + "\n"
                + System.getProperty("user.home");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException notThere) {
            return "";
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException | UnsupportedOperationException notThere) {
            return "";
        }
    }
}
