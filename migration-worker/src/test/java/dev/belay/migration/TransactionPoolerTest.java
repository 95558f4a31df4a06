package dev.belay.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.contracts.manifest.Capability;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.worker.capability.DatabaseLook;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.database.TransactionPooler;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PgBouncer, where it is installed: in transaction mode it is refused, in session mode it is as good as the server. */
class TransactionPoolerTest {
    @TempDir
    private Path directory;

    private final Login server = ThrowawayPostgres.database();
    private @Nullable Process bouncer;

    @AfterEach
    void endPooler() throws InterruptedException {
        if (bouncer != null) {
            bouncer.destroy();
            bouncer.waitFor();
        }
    }

    @Test
    void isRefusedInTransactionMode() throws Exception {
        Login pooled = pooled("transaction");

        assertThatThrownBy(() -> TargetDatabase.connect(pooled, execution(pooled)))
                .isInstanceOfSatisfying(WorkFailed.class, refused -> {
                    assertThat(refused.failure().code()).isEqualTo(FailureCode.ENVIRONMENT_INVALID);
                    assertThat(refused.failure().message())
                            .contains(
                                    pooled.url() + " is reached through a pooler in transaction mode",
                                    "two sessions were served by one process of the server");
                    assertThat(refused.failure().next()).contains("the server's own address");
                });
        assertThat(look(pooled)).satisfies(login -> {
            assertThat(login.standing()).isEqualTo(Capability.Standing.LACKS);
            assertThat(login.found()).startsWith("a pooler in transaction mode stands before the server");
            assertThat(login.mend()).contains("session mode");
        });
    }

    @Test
    void isTakenInSessionMode() throws Exception {
        Login pooled = pooled("session");

        try (Connection session = TargetDatabase.connect(pooled, execution(pooled))) {
            assertThat(session.isValid(1)).isTrue();
        }
        assertThat(look(pooled).standing()).isEqualTo(Capability.Standing.HAS);
    }

    @Test
    void theServerItselfIsNone() throws Exception {
        try (Connection session = ThrowawayPostgres.connect(server)) {
            assertThat(TransactionPooler.found(session, server)).isEmpty();
        }
    }

    private static HandlerExecution execution(Login login) {
        return HandlerExecution.of(
                "step", Environments.environment().database(login).build());
    }

    private static Capability look(Login login) {
        return new DatabaseLook(login, List.of())
                .look(Capability.DATABASE_LOGIN, "a login", List.of())
                .get(0);
    }

    private Login pooled(String mode) throws IOException {
        Path program = Stream.of("/usr/sbin/pgbouncer", "/usr/bin/pgbouncer", "/usr/local/bin/pgbouncer")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(program != null, "PgBouncer is not installed");
        ServerAddress address = ServerAddress.of(server);
        int port = LoopbackPort.choose();
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path users = Files.writeString(
                directory.resolve("users"),
                "\"" + server.username() + "\" \"" + server.password().value() + "\"\n");
        Path settings = Files.writeString(
                directory.resolve("pgbouncer.ini"), """
                [databases]
                * = host=%s port=%s
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = scram-sha-256
                auth_file = %s
                pool_mode = %s
                ignore_startup_parameters = extra_float_digits
                """.formatted(address.host(), address.port(), port, users, mode));
        List<String> command = new ArrayList<>(List.of(String.valueOf(program)));
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("-u", "postgres"));
        }
        command.add(settings.toString());
        bouncer = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Login pooled = new Login(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + address.database(), server.username(), server.password());
        await("PgBouncer answers")
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> {
                    try (Connection session = ThrowawayPostgres.connect(pooled)) {
                        return session.isValid(1);
                    }
                });
        return pooled;
    }
}
