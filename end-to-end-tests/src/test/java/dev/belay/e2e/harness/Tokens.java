package dev.belay.e2e.harness;

import dev.belay.contracts.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/** One token for each role, new in every run. */
final class Tokens {
    private final Map<Role, String> tokens = new EnumMap<>(Role.class);

    Tokens() {
        for (Role role : Role.values()) {
            tokens.put(role, UUID.randomUUID().toString());
        }
    }

    String of(Role role) {
        return tokens.get(role);
    }

    void writeTo(Path file) {
        StringBuilder lines = new StringBuilder();
        tokens.forEach(
                (role, token) -> lines.append("%s %s %s%n".formatted(role.label(), role.label(), sha256(token))));
        try {
            Files.writeString(file, lines);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
