package dev.belay.embedded.junit;

import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A replica that really streams from a server of a test's own. */
public final class OwnReplica implements AutoCloseable {
    private final Path directory;
    private final EmbeddedPostgres server;

    private OwnReplica(Path directory, EmbeddedPostgres server) {
        this.directory = directory;
        this.server = server;
    }

    /**
     * Copies the server, and starts the copy as its replica.
     *
     * @param name under which the primary knows it
     */
    public static OwnReplica of(EmbeddedPostgres primary, String name) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("belay-replica-");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        Path data = directory.resolve("data");
        run(
                "pg_basebackup",
                "--pgdata=" + data,
                "--dbname=host=" + primary.host() + " port=" + primary.port() + " user=" + primary.username()
                        + " password=" + primary.password() + " application_name=" + name,
                "--write-recovery-conf",
                "--checkpoint=fast",
                "--no-sync");
        Files.copy(primary.passwordFile(), directory.resolve("password"));
        run("chown", "--recursive", "--reference=" + primary.home().resolve("data"), data.toString());
        EmbeddedPostgres server = EmbeddedPostgres.start(PostgresConfiguration.in(directory)
                .withDurability(Durability.THROWAWAY)
                .withSetting("wal_receiver_status_interval", "1s"));
        return new OwnReplica(directory, server);
    }

    public EmbeddedPostgres server() {
        return server;
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(command[0] + " failed: " + said);
        }
    }

    @Override
    public void close() {
        server.close();
        EmbeddedPostgres.delete(directory);
    }
}
