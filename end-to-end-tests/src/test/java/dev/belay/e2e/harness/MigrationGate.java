package dev.belay.e2e.harness;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Migrations that wait in their own transaction until they are let go, and leave their traces in the database. */
public final class MigrationGate {
    /** A sequence does not roll back, so it counts the beginnings; the audit's row is there once for each effect. */
    private static final String PREPARATION = """
            create table gate (opened integer not null);
            create table migration_audit (version integer not null, at timestamptz not null default clock_timestamp());
            create sequence migration_beginnings;
            alter table gate owner to shop_owner;
            alter table migration_audit owner to shop_owner;
            alter sequence migration_beginnings owner to shop_owner;
            """;

    private static final String MIGRATION = """
            select nextval('migration_beginnings');
            insert into migration_audit (version) values (@version@);
            do $$ begin
              while not exists (select from gate where opened = @version@) loop perform pg_sleep(0.05); end loop;
            end $$;
            create table made_by_@version@ (id integer primary key);
            """;

    private static final String UNDO = """
            drop table made_by_@version@;
            delete from migration_audit where version = @version@;
            """;

    private final Sql database;
    private final Path migrations;
    private int version;

    MigrationGate(Sql database, Path migrations, int newestVersion) {
        this.database = database;
        this.migrations = migrations;
        this.version = newestVersion;
        database.execute(PREPARATION);
    }

    /** Adds a migration to the release, which will wait. */
    public int addMigration() {
        version++;
        write("V" + version + "__waits.sql", MIGRATION);
        write("U" + version + "__waits.sql", UNDO);
        database.execute("alter sequence migration_beginnings restart");
        return version;
    }

    private void write(String file, String text) {
        try {
            Files.writeString(migrations.resolve(file), text.replace("@version@", String.valueOf(version)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    public void open() {
        database.execute("insert into gate (opened) values (" + version + ")");
    }

    /** A migration of the execution, or any, is in the middle of its transaction. */
    public void awaitMigration(Duration limit) {
        await("a migration waits at the gate").atMost(limit).until(() -> waiting() > 0);
    }

    private long waiting() {
        return database.number(
                "select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"
                        + " and application_name like 'belay/%'");
    }

    public long begun() {
        return database.number("select case when is_called then last_value else 0 end from migration_beginnings");
    }

    /** How often the migration's own transaction has taken effect. */
    public long effects() {
        return database.number("select count(*) from migration_audit where version = " + version);
    }

    public long historyRows() {
        return database.number(
                "select count(*) from flyway_schema_history where version = '" + version + "' and success");
    }
}
