package dev.belay.migration.online;

import static dev.belay.migration.online.OnlineFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.OnlineOperation.Keep;
import dev.belay.contracts.migration.OnlineOperation.Nulls;
import dev.belay.contracts.migration.OnlineOperation.Triggers;
import dev.belay.contracts.migration.OnlineOperation.Uniqueness;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.Output.OnlineState;
import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Witnessed.WasDone;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where the server's disk fills up in the middle of an operation, nothing half-made is taken for whole or stays. */
class FullDiskTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int FREE = 1_200_000;

    private static EmbeddedPostgres server;
    private static Path mounted;

    private OnlineFixture system;
    private OnlineState before;

    /** What needs about four megabytes. */
    enum Needy {
        INDEX(new OnlineOperation.CreateIndex(
                "orders_note", "orders", List.of("note"), Uniqueness.ANY, "btree", List.of(), null)),
        FILLED_COLUMN(new OnlineOperation.AddColumn(
                "orders", "copied", "text", "''", "note", Nulls.REFUSED, Triggers.NONE_EXPECTED)),
        KEPT_VALUES(new OnlineOperation.DropColumn("orders", "legacy", Keep.VALUES)),
        INDEX_ANEW(new OnlineOperation.Reindex("orders_upper"));

        private final OnlineOperation operation;

        Needy(OnlineOperation operation) {
            this.operation = operation;
        }

        private OnlineMigrateWork work() {
            return new OnlineMigrateWork(List.of(operation), null);
        }
    }

    @BeforeAll
    static void mountASmallDisk() throws Exception {
        mounted = Files.createTempDirectory("belay-small-disk-");
        Files.setPosixFilePermissions(mounted, PosixFilePermissions.fromString("rwx--x--x"));
        assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", mounted.toString()), "mounts");
        server = OwnPostgres.start(UnaryOperator.identity());
        Path space = Files.createDirectory(mounted.resolve("space"));
        assertThat(succeeds("chown", "--reference=" + server.home().resolve("data"), space.toString()))
                .isTrue();
        execute("create tablespace small location '" + space + "'");
    }

    @AfterAll
    static void unmountIt() throws Exception {
        if (server != null) {
            server.close();
            assertThat(succeeds("umount", mounted.toString())).isTrue();
        }
        Files.delete(mounted);
    }

    @BeforeEach
    void createTable() throws Exception {
        int number = DATABASES.incrementAndGet();
        Files.deleteIfExists(filler());
        execute("drop database if exists app_" + (number - 1), "create database app_" + number + " tablespace small");
        system = new OnlineFixture(
                new Login(server.jdbcUrl("app_" + number), server.username(), new Secret(server.password())),
                OnlineFixture.PROPERTIES);
        system.sql(
                "create table orders (id integer primary key, note text, legacy text)",
                "insert into orders select i, repeat(md5(i::text), 11), repeat(md5(i::text), 11) from generate_series(1, 10000) i",
                "create index orders_upper on orders (upper(note))",
                "analyze orders");
    }

    private static Path filler() {
        return mounted.resolve("filler");
    }

    /** Fills the operation's disk, but for what it needs to begin. */
    private void fails(Needy needy) throws Exception {
        before = system.state(needy.operation);
        try (OutputStream out = Files.newOutputStream(filler())) {
            byte[] block = new byte[64 * 1024];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            try (FileChannel file = FileChannel.open(filler(), StandardOpenOption.WRITE)) {
                file.truncate(file.size() - FREE);
            }
        }

        Failure failure = failure(() -> system.migrate(needy.operation));

        assertThat(failure.code()).isEqualTo(FailureCode.DISK_FULL);
        assertThat(failure.message()).contains("To " + needy.operation.describe(), "53100", "No space left on device");
        assertThat(failure.next()).startsWith("Make room where the server keeps its data.");
        assertThat(system.query("select count(*) from pg_index where not indisvalid"))
                .isEqualTo("0");
        assertThat(system.migrate.witness(needy.work(), system.execution("deployment-1/migrate-1/do/1")))
                .isInstanceOf(WasNotDone.class);
    }

    @ParameterizedTest
    @EnumSource
    void theNextAttemptGoesOnOnceThereIsRoom(Needy needy) throws Exception {
        fails(needy);
        Files.delete(filler());

        system.migrate.handle(needy.work(), system.execution("deployment-1/migrate-1/do/2"));

        assertThat(system.migrate.witness(needy.work(), system.execution("deployment-1/migrate-1/do/2")))
                .isInstanceOf(WasDone.class);
        assertThat(system.leftOver()).isEmpty();
        assertThat(system.query("select count(*) from orders")).isEqualTo("10000");
        if (needy == Needy.FILLED_COLUMN) {
            assertThat(system.query("select count(*) from orders where copied = note"))
                    .isEqualTo("10000");
        }
    }

    /** It needs some room of its own, such as for a table with values that might be users'; else it says so, too. */
    @ParameterizedTest
    @EnumSource
    void theWayBackLeavesAllAsItWas(Needy needy) throws Exception {
        fails(needy);

        Throwable full = catchThrowable(() -> system.undo(before, needy.operation));
        if (full != null) {
            assertThat(full)
                    .isInstanceOfSatisfying(
                            WorkFailed.class,
                            failed -> assertThat(failed.failure().code()).isEqualTo(FailureCode.DISK_FULL));
            Files.delete(filler());
            system.undo(before, needy.operation);
        }

        assertThat(system.leftOver()).isEmpty();
        assertThat(system.state(needy.operation)).isEqualTo(before);
        assertThat(system.query("select count(*) from orders where note = repeat(md5(id::text), 11)"))
                .isEqualTo("10000");
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(server.jdbcUrl("postgres"), server.username(), server.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }
}
