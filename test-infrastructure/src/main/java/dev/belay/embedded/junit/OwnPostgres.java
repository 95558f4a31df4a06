package dev.belay.embedded.junit;

import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.UnaryOperator;

/** PostgreSQL servers for tests that change what belongs to a server: roles, settings, slots, databases by name. */
public final class OwnPostgres {
    /** Whoever connects from this machine is who they say they are. */
    private static final String TRUST = "host all all 127.0.0.1/32 trust\n";

    private OwnPostgres() {}

    /** Starts a server that is gone with this JVM. */
    public static EmbeddedPostgres start(UnaryOperator<PostgresConfiguration> settings) {
        ScratchDirectory directory = ScratchDirectory.create();
        EmbeddedPostgres server = EmbeddedPostgres.start(
                settings.apply(PostgresConfiguration.in(directory.path()).withDurability(Durability.THROWAWAY)));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            server.close();
            directory.close();
        }));
        return server;
    }

    /** The same for tests with roles that have no password. */
    public static EmbeddedPostgres startTrusting(UnaryOperator<PostgresConfiguration> settings) {
        try {
            Path access = Files.writeString(Files.createTempFile("belay-access-", ".conf"), TRUST);
            access.toFile().deleteOnExit();
            Files.setPosixFilePermissions(access, PosixFilePermissions.fromString("rw-r--r--"));
            return start(configuration -> settings.apply(configuration.withSetting("hba_file", access.toString())));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
