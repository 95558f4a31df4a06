package dev.belay.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.Output;
import dev.belay.migration.rehearsal.MeasuredOnCopy;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Every tool works on the copy that a command names, over its private socket, and never on the live database. */
@Tag("long")
@ParameterizedClass
@EnumSource
class OnACopyTest {
    @Parameter
    private Tool tool;

    @TempDir
    private Path directory;

    private final DatabaseCopy copy = PrivatePostgres.copy();
    private MigrationFixture system;
    private Handler<MigrateWork> migrate;
    private Handler<MigrateUndoWork> undo;

    @BeforeEach
    void openSystem() throws Exception {
        system = new MigrationFixture(tool, directory);
        migrate = new MeasuredOnCopy<>(system.migrate, Duration.ofSeconds(1));
        undo = new MeasuredOnCopy<>(system.undo, Duration.ofSeconds(1));
        system.add(Change.of("orders", "create table orders (id int)", "drop table orders"));
    }

    @Test
    void migratesTheCopyAndLeavesTheLiveDatabaseAlone() throws Exception {
        HandlerExecution execution = HandlerExecution.onCopy("rehearse-1.migrate", system.environment, copy);
        migrate.handle(system.work(), execution);
        onCopy("insert into orders select generate_series(1, 1000)");
        system.add(Change.of("size", "alter table orders add size int", "alter table orders drop size")
                .then("select pg_sleep(0.5)"));
        var before = (Output.MigrationState)
                system.state.handle(system.stateWork(), execution).output();

        Done done = migrate.handle(system.work(), execution);
        Output.Rehearsed rehearsed = (Output.Rehearsed) done.output();

        assertThat(rehearsed.took()).isGreaterThan(Duration.ofMillis(500));
        assertThat(rehearsed.lock().table()).isEqualTo("orders");
        assertThat(rehearsed.lock().mode()).isEqualTo("AccessExclusiveLock");
        assertThat(rehearsed.lock().held()).isBetween(Duration.ofMillis(450), rehearsed.took());
        assertThat(MigrationFixture.evidence(done, "longest lock"))
                .endsWith("on orders (AccessExclusiveLock), looking every 10 ms");
        assertThat(onCopy("select size from orders limit 1")).isEqualTo("null");
        assertThat(system.exists("orders")).isFalse();
        assertThat(system.exists(system.history)).isFalse();

        Output.Rehearsed back = (Output.Rehearsed)
                undo.handle(system.undoWork(before), execution).output();
        assertThat(back.fingerprint()).isEqualTo(before.fingerprint());
        Output.Rehearsed again =
                (Output.Rehearsed) migrate.handle(system.work(), execution).output();
        assertThat(again.fingerprint()).isEqualTo(rehearsed.fingerprint());
    }

    @Test
    void aLockOnWhatIsNewMakesNobodyWait() throws Exception {
        system.add(
                Change.of("new", "create table new (id int)", "drop table new").then("select pg_sleep(0.2)"));
        Done done =
                migrate.handle(system.work(), HandlerExecution.onCopy("rehearse-1.migrate", system.environment, copy));

        assertThat(((Output.Rehearsed) done.output()).lock()).isNull();
    }

    /** The tools that are programs of the system's own could be connected to anything. */
    @Test
    void aToolThatGoesToTheLiveDatabaseAllTheSameIsRefused() throws Exception {
        ServerAddress live = ServerAddress.of(system.login);
        String database =
                switch (tool) {
                    case DJANGO -> "settings.py";
                    case ALEMBIC -> "env.py";
                    case FLYWAY, SQL, LIQUIBASE -> "";
                };
        assumeThat(database).as("a program of its own").isNotEmpty();
        system.add(Change.of("size", "alter table orders add size int", "alter table orders drop size"));
        Path settings = system.project.directory.resolve(database);
        String text = Files.readString(settings);
        Files.writeString(
                settings,
                "import os\nos.environ.update(PGHOST='" + live.host() + "', PGPORT='" + live.port() + "', PGDATABASE='"
                        + live.database() + "', DATABASE_URL='postgresql://postgres:"
                        + system.login.password().value() + "@" + live.host() + ":" + live.port() + "/"
                        + live.database() + "', PGPASSWORD='"
                        + system.login.password().value() + "')\n" + text);

        assertThat(MigrationFixture.failure(() -> migrate.handle(
                                system.work(), HandlerExecution.onCopy("rehearse-1.migrate", system.environment, copy)))
                        .message())
                .contains("is connected to another database than the environment's");
        assertThat(system.exists(system.history)).isFalse();
    }

    private String onCopy(String... statements) throws SQLException {
        String last = "";
        try (Connection connection = ThrowawayPostgres.connect(PrivatePostgres.login(copy));
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                if (statement.execute(sql)) {
                    ResultSet row = statement.getResultSet();
                    row.next();
                    last = String.valueOf(row.getString(1));
                }
            }
        }
        return last;
    }
}
