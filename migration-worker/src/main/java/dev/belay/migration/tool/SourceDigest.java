package dev.belay.migration.tool;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Tells whether a migration is still the same. */
public final class SourceDigest {
    private SourceDigest() {}

    /** SHA-256 of a text with Unix line ends, so that a checkout's line ends do not matter. */
    public static String of(String text) {
        try {
            byte[] bytes = text.replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime knows SHA-256", impossible);
        }
    }
}
