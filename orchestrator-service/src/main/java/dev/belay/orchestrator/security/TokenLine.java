package dev.belay.orchestrator.security;

import dev.belay.contracts.Role;
import java.util.HexFormat;
import java.util.Optional;

/** A line of the token file: {@code name role sha256hex}; the token itself stands nowhere. */
record TokenLine(Caller caller, byte[] sha256) {
    private static final int SHA256_BYTES = 32;

    /** Reads a line; empty for a blank one and a comment. */
    static Optional<TokenLine> read(String line) {
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#")) {
            return Optional.empty();
        }
        String[] parts = text.split("\\s+");
        if (parts.length != 3) {
            throw new IllegalArgumentException("has " + parts.length + " words; expected: name role sha256hex");
        }
        return Optional.of(new TokenLine(new Caller(parts[0], role(parts[1])), digest(parts[2])));
    }

    private static Role role(String text) {
        try {
            return Role.parse(text);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "names the role \"" + text + "\"; expected viewer, operator, release-manager or admin", unknown);
        }
    }

    private static byte[] digest(String text) {
        try {
            byte[] digest = HexFormat.of().parseHex(text);
            if (digest.length == SHA256_BYTES) {
                return digest;
            }
        } catch (IllegalArgumentException noHex) {
            throw new IllegalArgumentException("holds a digest that is not hexadecimal; expected a SHA-256", noHex);
        }
        throw new IllegalArgumentException(
                "holds a digest of " + text.length() / 2 + " bytes; expected a SHA-256, which has " + SHA256_BYTES);
    }
}
