package dev.belay.migration;

import static dev.belay.migration.MigrationFixture.evidence;
import static dev.belay.migration.MigrationFixture.failure;
import static dev.belay.migration.MigrationFixture.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.contracts.migration.MigrationsExpectation.Pending;
import dev.belay.contracts.outcome.Progress;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Done;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only Alembic does. */
@Tag("long")
class AlembicMigrationTest {
    private static final Change ITEMS = Change.of("items", "create table items (id int)", "drop table items");

    @TempDir
    Path directory;

    private MigrationFixture system;

    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(Tool.ALEMBIC, directory);
        system.add(ITEMS);
    }

    @Test
    void refusesSeveralHeads() throws Exception {
        system.add(Change.of("one", "create table one ()", "drop table one"));
        system.project.file("versions/ab09_other.py", """
                \"""other\"""
                revision = "ab09"
                down_revision = "ab01"


                def upgrade():
                    pass


                def downgrade():
                    pass
                """);

        assertThat(failure(system::migrate).message()).contains("has 2 heads", "ab02", "ab09", "Nothing was changed");
        assertThat(system.exists("items")).isFalse();
    }

    @Test
    void refusesAnEnvironmentThatLeadsElsewhere() throws Exception {
        system.project.file(
                "env.py",
                AlembicProject.ENVIRONMENT.replace("postgresql+psycopg://", "postgresql+psycopg:///postgres"));
        assertThat(failure(system::migrate).message()).contains("connected to another database");
        assertThat(system.exists("items")).isFalse();

        system.project.file("env.py", AlembicProject.ENVIRONMENT);
        system.migrate();
        system.add(Change.of("more", "create table more ()", "drop table more"));
        system.project.file(
                "env.py",
                AlembicProject.ENVIRONMENT.replace(
                        "psycopg://\"", "psycopg://\", connect_args={\"application_name\": \"shop\"}"));
        assertThat(failure(system::migrate).message()).contains("sessions are named \"shop\"");
        assertThat(system.exists("more")).isFalse();
    }

    @Test
    void refusesADatabaseOfAnotherRelease() throws Exception {
        system.migrate();
        system.sql("update alembic_version set version_num = 'ffff'");

        assertThat(failure(system::migrate).message())
                .contains("at revision ffff, which is not among the release's", "ab01");
    }

    @Test
    void tellsBeforeAnythingChangesWhatHasNoWayBackAndHowFarALongOneHasCome() throws Exception {
        system.add(Change.of("fill", "insert into items values (1)"));
        String path = "versions/ab02_fill.py";
        String source = java.nio.file.Files.readString(system.project.directory.resolve(path));
        system.project.file(path, source.replace("def upgrade():\n", "def upgrade():\n    print(\"Updated 7\")\n"));

        Done read = system.state.handle(system.stateWork(), system.execution("state-1"));
        assertThat(evidence(read, "no way back"))
                .isEqualTo("ab02 (fill): its downgrade does nothing; only a restore takes this back");

        HandlerExecution execution = system.execution("migrate-1");
        system.migrate.handle(system.work(), execution);
        assertThat(execution.progress())
                .contains(
                        new Progress(0, 2L, "migrations", "ab01_items.py"),
                        new Progress(1, 2L, "migrations", "ab02_fill.py"),
                        new Progress(7, null, "items", "ab02_fill.py"));
    }

    @Test
    void withoutAReleaseOnlyTheNewestRevisionIsKnown() throws Exception {
        system.add(Change.of("more", "create table more ()", "drop table more"));
        system.migrate();

        MigrationState state =
                output(system.state.handle(new MigrationStateWork(null, null), system.execution("state-1")));

        assertThat(state.applied()).containsExactly("ab02");
    }

    @Test
    void findsChangesOfTheModelsThatNoMigrationMakes() throws Exception {
        MigrationStateWork nothingMissing = new MigrationStateWork(
                system.work().release(),
                new MigrationsExpectation(null, Pending.NONE, List.of(), Pending.NONE, Map.of()));
        system.migrate();
        models("Column('id', Integer)");
        system.state.handle(nothingMissing, system.execution("state-1"));

        models("Column('id', Integer), Column('size', Integer)");
        assertThat(failure(() -> system.state.handle(nothingMissing, system.execution("state-2")))
                        .message())
                .contains("the models have changes that no migration makes", "add_column", "size");
    }

    private void models(String columns) throws Exception {
        system.project.file(
                "env.py",
                "from sqlalchemy import Column, Integer, MetaData, Table\nmodels = MetaData()\n"
                        + "Table('items', models, " + columns + ")\n"
                        + AlembicProject.ENVIRONMENT.replace(
                                "connection=connection", "connection=connection, target_metadata=models"));
    }
}
