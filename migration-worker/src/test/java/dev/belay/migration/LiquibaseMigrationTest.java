package dev.belay.migration;

import static dev.belay.migration.MigrationFixture.failure;
import static dev.belay.migration.MigrationFixture.output;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.MigrationState;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only Liquibase does. */
class LiquibaseMigrationTest {
    private static final Change ITEMS = Change.of("items", "create table items (id bigint)", "drop table items");

    @TempDir
    Path directory;

    private MigrationFixture system;
    private String items;

    @BeforeEach
    void createSystem() throws Exception {
        system = new MigrationFixture(Tool.LIQUIBASE, directory);
        items = system.add(ITEMS);
    }

    @Test
    void writesNothingWhileItOnlyReads() throws Exception {
        assertThat(system.state().pending()).containsExactly(items);

        assertThat(system.query("select count(*) from pg_tables where schemaname = 'public'"))
                .isEqualTo("0");
    }

    @Test
    void effectAndHistoryAreThereTogetherOrNotAtAll() throws Exception {
        system.migrate();
        system.sql("create function refuse() returns trigger language plpgsql as $$ begin raise 'no row'; end $$;"
                + " create trigger refuse before insert on databasechangelog for each row execute function refuse()");
        system.add(Change.of("price", "create table price (id bigint)", "drop table price"));

        Failure failure = failure(system::migrate);

        assertThat(failure.message()).contains("no row").contains("not applied: changelog.sql::price::shop");
        assertThat(system.exists("price")).isFalse();
    }

    @Test
    void theWayBackAndTheHistoryAreThereTogetherOrNotAtAll() throws Exception {
        MigrationState empty = system.state();
        system.migrate();
        system.sql("create function refuse() returns trigger language plpgsql as $$ begin raise 'no row'; end $$;"
                + " create trigger refuse before delete on databasechangelog for each row execute function refuse()");

        assertThat(failure(() -> system.undo(empty)).message()).contains("no row");

        assertThat(system.exists("items")).isTrue();
        assertThat(system.state().applied()).containsExactly(items);
    }

    @Test
    void refusesWhereAnotherLiquibaseHoldsTheLock() throws Exception {
        system.migrate();
        String price = system.add(Change.of("price", "create table price (id bigint)", "drop table price"));
        system.sql("update databasechangeloglock set locked = true, lockgranted = now(), lockedby = 'ada (10.0.0.7)'");

        Failure failure = failure(system::migrate);

        assertThat(failure.message())
                .contains("Liquibase's lock is held by ada (10.0.0.7) since", "Nothing was changed");
        assertThat(failure.next()).contains("liquibase release-locks");
        system.sql("update databasechangeloglock set locked = false");
        assertThat(output(system.migrate()).applied()).containsExactly(items, price);
        assertThat(system.query("select locked from databasechangeloglock")).isEqualTo("f");
    }

    @Test
    void takesOverTheLockOfASessionOfItsOwnThatIsGone() throws Exception {
        system.migrate();
        String price = system.add(Change.of("price", "create table price (id bigint)", "drop table price"));
        String name = "belay/261126-000000-aaaa/migrate-1/do/1/1";
        system.sql("update databasechangeloglock set locked = true, lockgranted = now(), lockedby = '" + name + "'");
        try (Connection alive = system.connect();
                Statement statement = alive.createStatement()) {
            statement.execute("set application_name = '" + name + "'");
            assertThat(failure(system::migrate).message()).contains("is held by " + name);
        }

        assertThat(output(system.migrate()).applied()).containsExactly(items, price);
    }

    @Test
    void refusesAChangeSetThatWasChangedAfterItWasApplied() throws Exception {
        system.migrate();
        system.project.mend(Change.of("items", "create table items (id int)", "drop table items"));

        Failure failure = failure(system::migrate);

        assertThat(failure.code()).isEqualTo(FailureCode.MIGRATION_FAILED);
        assertThat(failure.message()).contains("changelog and history do not fit", items);
        assertThat(failure.next()).contains("Put back the change set");
    }

    @Test
    void takesBackByItselfWhatItKnowsTheInverseOfAndHeedsContexts() throws Exception {
        system.migrate();
        MigrationState before = system.state();
        system.project.file(LiquibaseProject.ROOT, LiquibaseProject.root("""
                <changeSet id="colour" author="shop" context="production">
                  <addColumn tableName="items"><column name="colour" type="text"/></addColumn>
                </changeSet>
                <changeSet id="samples" author="shop" context="development">
                  <createTable tableName="samples"><column name="id" type="bigint"/></createTable>
                </changeSet>
                """));

        MigrationState after = output(system.migrate());

        assertThat(after.applied()).containsExactly(items, LiquibaseProject.ROOT + "::colour::shop");
        assertThat(system.exists("samples")).isFalse();
        assertThat(output(system.undo(before)).fingerprint()).isEqualTo(before.fingerprint());
    }
}
