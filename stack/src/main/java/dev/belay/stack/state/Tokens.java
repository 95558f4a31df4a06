package dev.belay.stack.state;

import dev.belay.contracts.Role;
import dev.belay.embedded.machine.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** The tokens of a stack's users, one user for each role, and what its API knows of them: their digests. */
public record Tokens(StateDirectory state) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    /** Makes the tokens that are missing and writes the digests of all; a token that is there stays as it is. */
    public void prepare() {
        for (Role role : Role.values()) {
            if (!Files.exists(file(role))) {
                WholeFile.writeSecret(file(role), newToken() + "\n");
            }
        }
        WholeFile.writeSecret(
                digests(), Arrays.stream(Role.values()).map(this::line).collect(Collectors.joining()));
    }

    /** The file of the user that has the role and its name. */
    public Path file(Role role) {
        return state.tokens().resolve(role.label());
    }

    public String token(Role role) {
        try {
            return Files.readString(file(role)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The token of %s cannot be read. Start the stack anew with ./belay down and ./belay up."
                            .formatted(role.label()),
                    e);
        }
    }

    /** For the API: a line {@code name role sha256hex} for each token. */
    public Path digests() {
        return state.config().resolve("tokens");
    }

    private String line(Role role) {
        return role.label() + " " + role.label() + " " + sha256(token(role)) + "\n";
    }

    private static String newToken() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every JDK has SHA-256", impossible);
        }
    }
}
