package dev.belay.examples.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/** A login of the shop's database, with no more rights than its work needs. */
enum ShopRole {
    /** Owns the tables and migrates them; ends sessions and copies the database when a backup is restored. */
    OWNER("shop_owner"),
    /** The service. */
    APPLICATION("shop_app"),
    /** Checks and the observer. */
    READER("shop_reader");

    private static final SecureRandom RANDOM = new SecureRandom();

    private final String login;

    ShopRole(String login) {
        this.login = login;
    }

    String login() {
        return login;
    }

    /** Makes up a password and keeps it in a file that only this user reads; there is no other copy. */
    String createPassword(ShopDirectory directory) throws IOException {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Path file = directory.secret(login);
        Files.createDirectories(
                file.getParent(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.newByteChannel(
                        file,
                        Set.copyOf(EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
                .close();
        Files.writeString(file, password);
        return password;
    }

    String password(ShopDirectory directory) throws IOException {
        return Files.readString(directory.secret(login)).strip();
    }
}
