package dev.belay.migration;

import static dev.belay.migration.MigrationFixture.failure;
import static dev.belay.migration.MigrationFixture.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.execution.Witnessed.NobodyKnows;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only plain SQL files do. */
class SqlMigrationTest {
    private static final String MARK = "-- belay: no transaction\n";

    @TempDir
    Path directory;

    private MigrationFixture system;

    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(Tool.SQL, directory);
        system.file("V1__items.sql", "create table items (id int primary key, name text);");
    }

    @Test
    void recordsWhichExecutionAppliedAMigration() throws Exception {
        system.migrate();

        assertThat(system.query("select applied_by_execution from belay_schema_history"))
                .isEqualTo("deployment-1/migrate-1/do/1");
    }

    @Test
    void appliesInTheOrderOfVersionsAndNotOfNames() throws Exception {
        system.file("V10__b.sql", "create table b ();").file("V9__a.sql", "create table a ();");

        assertThat(output(system.migrate()).applied()).containsExactly("1", "9", "10");
    }

    @Test
    void namesThePartThatTookEffectOutsideOfATransaction() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        system.file(
                        "V2__index.sql",
                        MARK + "create index concurrently items_name on items (name);\n"
                                + "create index concurrently items_nme on items (nme);")
                .file("U2__index.sql", MARK + "drop index concurrently if exists items_name;");
        HandlerExecution execution = system.execution("migrate-1");

        Failure failure = failure(() -> system.migrate.handle(system.work(), execution));

        assertThat(failure.message())
                .contains(
                        "V2__index.sql line 3",
                        "42703",
                        "the 1 statements before this one have taken effect",
                        "In part: 2 (index), begun and not finished");
        assertThat(system.query("select statements_applied from belay_schema_history where version = '2'"))
                .isEqualTo("1");
        assertThat(system.witness(execution)).isInstanceOf(NobodyKnows.class);
        assertThat(failure(system::migrate).message()).contains("not whole", "2 (index), begun and not finished");

        assertThat(output(system.undo(before)).fingerprint()).isEqualTo(before.fingerprint());
    }

    @Test
    void witnessKnowsThatAMigrationOutsideOfATransactionHadNotBegun() throws Exception {
        system.file("V2__broken.sql", "select 1 / 0;").file("V3__index.sql", MARK + "vacuum items;");
        HandlerExecution execution = system.execution("migrate-1");
        failure(() -> system.migrate.handle(system.work(), execution));
        system.file("V2__broken.sql", "select 1;");
        system.migrate.handle(system.work("2"), system.execution("migrate-2"));

        assertThat(system.witness(execution)).isInstanceOf(WasNotDone.class);
    }

    @Test
    void witnessDoesNotKnowHowFarAnUndoOutsideOfATransactionCame() throws Exception {
        MigrationState before = system.state();
        system.file("U1__items.sql", MARK + "drop table items; drop table items;")
                .migrate();
        HandlerExecution execution = system.execution("undo-1");

        Failure failure = failure(() -> system.undo.handle(system.undoWork(before), execution));

        assertThat(failure.message()).contains("the 1 statements before this one have taken effect");
        assertThat(system.undo.witness(system.undoWork(before), execution)).isInstanceOf(NobodyKnows.class);
    }

    @Test
    void namesTheMarkThatAStatementNeeds() throws Exception {
        system.file("V2__index.sql", "create index concurrently items_name on items (name);");

        assertThat(failure(system::migrate).next()).contains("-- belay: no transaction");
    }

    @Test
    void refusesAFileThatCommits() throws Exception {
        system.file("V2__commit.sql", "create table a ();\nCOMMIT;\nselect 1 / 0;");

        assertThat(failure(system::migrate).message())
                .contains("V2__commit.sql line 2 controls a transaction of its own: COMMIT");
        assertThat(system.exists("a")).isFalse();
    }

    @Test
    void refusesAVersionBelowTheNewest() throws Exception {
        system.file("V3__c.sql", "create table c ();").migrate();
        system.file("V2__b.sql", "create table b ();").file("V4__d.sql", "create table d ();");

        assertThat(failure(system::migrate).message()).contains("V2__b.sql was never applied", "newer version 3");
    }

    @Test
    void refusesTwoFilesOfOneVersion() throws Exception {
        system.file("V01__again.sql", "create table c ();");

        assertThat(failure(system::migrate).message()).contains("V01__again.sql", "V1__items.sql", "version 1");
    }

    @Test
    void lineEndsDoNotChangeTheChecksum() throws Exception {
        system.file("V2__a.sql", "create table\na ();\n").migrate();
        system.file("V2__a.sql", "create table\r\na ();\r\n").file("V3__b.sql", "create table b ();");

        assertThat(output(system.migrate()).applied()).containsExactly("1", "2", "3");
    }

    @Test
    void aScriptThatMovesTheSearchPathStillWritesItsHistory() throws Exception {
        system.file("V2__path.sql", "create schema other; set search_path = other; create table a ();")
                .file("V3__b.sql", "create table b ();");

        assertThat(output(system.migrate()).applied()).containsExactly("1", "2", "3");
        assertThat(system.exists("public.b")).isTrue();
    }

    @Test
    void twoMigrationsDoNotRunAtTheSameTime() throws Exception {
        system.migrate();
        system.file("V2__a.sql", "create table a ();");
        try (Connection other = system.connect();
                Statement statement = other.createStatement()) {
            statement.execute(
                    "select pg_advisory_lock(hashtextextended('belay migrations public.belay_schema_history', "
                            + "0))");

            assertThat(failure(system::migrate).message()).contains("Another session migrates this database");
        }
    }
}
