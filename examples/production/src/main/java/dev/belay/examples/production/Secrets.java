package dev.belay.examples.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** Secrets that are made up for one system; each is in a file that only this user reads, and nowhere else. */
final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SystemDirectory directory;

    Secrets(SystemDirectory directory) {
        this.directory = directory;
    }

    void create(String name) throws IOException {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        Path file = directory.secret(name);
        Files.createDirectories(file.getParent(), permissions("rwx------"));
        Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions("rw-------"))
                .close();
        Files.writeString(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    String read(String name) throws IOException {
        return Files.readString(directory.secret(name)).strip();
    }

    private static FileAttribute<?> permissions(String text) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
    }
}
