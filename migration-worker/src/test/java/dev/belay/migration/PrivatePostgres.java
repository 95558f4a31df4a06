package dev.belay.migration;

import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.worker.database.PrivateServer;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;

/** A server with a socket that lets everybody in, as copies have one. */
final class PrivatePostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final Path SOCKETS = directory();
    private static final EmbeddedPostgres SERVER = start();

    private PrivatePostgres() {}

    /** An empty database that stands for a copy. */
    static DatabaseCopy copy() {
        String name = "belay_copy_" + DATABASES.incrementAndGet();
        SERVER.createDatabase(name);
        return new DatabaseCopy(name, SOCKETS.toString());
    }

    /** By its port, past the private socket. */
    static Login login(DatabaseCopy copy) {
        return new Login(SERVER.jdbcUrl(copy.database()), SERVER.username(), new Secret(SERVER.password()));
    }

    private static EmbeddedPostgres start() {
        try {
            Path access = Files.writeString(
                    SOCKETS.resolve("access.conf"), "local all all trust\nhost all all 127.0.0.1/32 trust\n");
            Files.setPosixFilePermissions(access, PosixFilePermissions.fromString("rw-r--r--"));
            EmbeddedPostgres server = OwnPostgres.start(configuration -> configuration
                    .withSetting("hba_file", access.toString())
                    .withSetting("unix_socket_directories", SOCKETS.toString()));
            Files.createSymbolicLink(PrivateServer.socket(SOCKETS), SOCKETS.resolve(".s.PGSQL." + server.port()));
            return server;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Path directory() {
        try {
            Path directory = Files.createTempDirectory("sockets-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxrwx"));
            return directory;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
