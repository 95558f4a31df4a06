package dev.belay.orchestrator.security;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The tokens that are known; the file is read again when it has changed, and without it nobody is known. */
@Component
final class TokenFile {
    private static final Logger LOG = LoggerFactory.getLogger(TokenFile.class);

    private final @Nullable Path file;
    private volatile Content content = Content.NOTHING;

    TokenFile(TokenProperties properties) {
        this.file = properties.tokens();
        if (file == null) {
            LOG.warn("No token is known, so nobody may call: set belay.orchestrator.tokens to the file of tokens");
        }
    }

    /** Who carries the token; every known one is compared in full, so that time tells nothing. */
    Optional<Caller> caller(String token) {
        byte[] presented = sha256(token);
        Optional<Caller> found = Optional.empty();
        for (TokenLine line : current().lines()) {
            boolean equal = MessageDigest.isEqual(line.sha256(), presented);
            found = equal && found.isEmpty() ? Optional.of(line.caller()) : found;
        }
        return found;
    }

    private Content current() {
        if (file == null) {
            return Content.NOTHING;
        }
        Version version = Version.of(file);
        if (!version.equals(content.version())) {
            content = read(file, version);
        }
        return content;
    }

    private static Content read(Path file, Version version) {
        List<TokenLine> lines = new ArrayList<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                try {
                    TokenLine.read(line).ifPresent(lines::add);
                } catch (IllegalArgumentException unreadable) {
                    LOG.warn("Line {} of token file {} {}; it is left out", number, file, unreadable.getMessage());
                }
            }
            LOG.info("Token file {} names {} tokens", file, lines.size());
        } catch (IOException missing) {
            LOG.warn("Token file {} cannot be read, so nobody may call: {}", file, missing.toString());
        }
        return new Content(version, lines);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every one must have", impossible);
        }
    }

    /** What the file held, and how it looked from outside then. */
    private record Content(@Nullable Version version, List<TokenLine> lines) {
        static final Content NOTHING = new Content(null, List.of());

        Content {
            lines = List.copyOf(lines);
        }
    }

    /** Tells whether the file has changed or been replaced. */
    private record Version(@Nullable FileTime modified, long size, String identity) {
        static Version of(Path file) {
            try {
                BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                return new Version(
                        attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
            } catch (IOException missing) {
                return new Version(null, 0, "");
            }
        }
    }
}
