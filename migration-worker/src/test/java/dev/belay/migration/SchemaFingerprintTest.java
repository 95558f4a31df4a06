package dev.belay.migration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.migration.schema.Schema;
import dev.belay.migration.schema.SchemaFingerprint;
import dev.belay.worker.environment.settings.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFingerprintTest {
    private static final String BASE = """
            create table a (id serial primary key, name text, n int, constraint positive check (n > 0));
            create table b (id int primary key, a_id int references a (id));
            create view v as select id, name from a;
            create materialized view m as select id from a;
            create function f(i int) returns int language sql as 'select 1';
            create function touch() returns trigger language plpgsql as 'begin return new; end';
            create trigger t before update on a for each row execute function touch();
            create type mood as enum ('good', 'bad');
            create domain positive_int as int check (value > 0);
            create sequence s;
            create index a_name on a (name);
            alter table b enable row level security;
            create policy p on b using (id > 0);
            grant select on a to pg_read_all_stats;
            comment on column a.name is 'as printed';
            create table part (k int) partition by range (k);
            create table part_1 partition of part for values from (1) to (10);
            """;

    private Connection connection;

    @BeforeEach
    void createSchema() throws SQLException {
        Login login = ThrowawayPostgres.database();
        connection = ThrowawayPostgres.connect(login);
        execute(BASE);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create schema extra",
                "alter table a add column extra int",
                "alter table a drop column n",
                "alter table a alter column n type bigint",
                "alter table a alter column n set not null",
                "alter table a alter column n set default 1",
                "alter table a alter column n set statistics 500",
                "alter table a rename column n to o",
                "alter table b add column g int generated always as (id * 2) stored",
                "alter table b alter column id add generated always as identity",
                "alter table a drop constraint positive",
                "alter table a add constraint large check (n > 5) not valid",
                "alter table b alter constraint b_a_id_fkey deferrable",
                "drop index a_name",
                "drop index a_name; create index a_name on a (name) where n > 1",
                "update pg_index set indisvalid = false where indexrelid = 'a_name'::regclass",
                "create or replace view v as select id, name, n from a",
                "drop materialized view m; create materialized view m as select name from a",
                "create or replace function f(i int) returns int language sql as 'select 2'",
                "alter function f(int) security definer",
                "revoke execute on function f(int) from public",
                "alter table a disable trigger t",
                "drop trigger t on a",
                "alter type mood add value 'so so'",
                "alter domain positive_int set not null",
                "alter sequence s increment by 2",
                "drop policy p on b; create policy p on b using (id > 1)",
                "alter table b force row level security",
                "grant insert on a to pg_read_all_stats",
                "grant update (name) on a to pg_read_all_stats",
                "comment on column a.name is 'as read'",
                "comment on table a is 'things'",
                "create table part_2 partition of part for values from (10) to (20)",
                "alter table part detach partition part_1",
                "alter table a set (fillfactor = 70)",
                "alter table a replica identity full",
                "alter table a set unlogged; select 1",
                "alter table a owner to pg_monitor",
                "create statistics st on name, n from a",
                "create rule r as on delete to b do instead nothing",
                "alter default privileges grant select on tables to public",
                "create extension if not exists plpgsql; drop extension plpgsql cascade",
            })
    void showsEachChange(String change) throws SQLException {
        Schema before = read();

        if (change.contains("unlogged")) {
            execute("drop table b cascade");
            before = read();
        }
        execute(change);

        Schema after = read();
        assertThat(after.fingerprint()).isNotEqualTo(before.fingerprint());
        assertThat(after.differencesSince(before)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table a add column x int | alter table a drop column x",
                "drop index a_name | create index a_name on a (name)",
                "drop view v | create view v as select id, name from a",
                "alter table b drop column a_id | alter table b add column a_id int references a (id)",
                "drop policy p on b | create policy p on b using (id > 0)",
                "revoke select on a from pg_read_all_stats | grant select on a to pg_read_all_stats",
                "grant select on b to pg_monitor | revoke select on b from pg_monitor",
                "grant select (n) on a to pg_monitor | revoke select (n) on a from pg_monitor",
                "create table x () | drop table x",
                "alter table a disable trigger t | alter table a enable trigger t",
                "alter table a set (fillfactor = 70) | alter table a reset (fillfactor)",
                "comment on table a is 'x' | comment on table a is null",
                "create schema x | drop schema x",
            })
    void theWayBackIsExact(String there, String back) throws SQLException {
        String before = read().fingerprint();

        execute(there);
        assertThat(read().fingerprint()).isNotEqualTo(before);
        execute(back);

        assertThat(read().fingerprint()).isEqualTo(before);
    }

    @Test
    void doesNotShowDataCountersOrTheHistoryTable() throws SQLException {
        String before = read().fingerprint();

        execute("insert into a (name, n) values ('x', 1); select nextval('s'); refresh materialized view m; analyze");
        execute("create table history (version text primary key default 'x'); comment on table history is 'x'; "
                + "create index history_i on history (version); create temporary table scratch (id int)");

        assertThat(read().fingerprint()).isEqualTo(before);
    }

    @Test
    void leavesOutTheHistoryTableOfTheSessionsSchemaOnly() throws SQLException {
        String before = read().fingerprint();

        execute("create schema other; create table other.history ()");

        assertThat(read().objects()).containsKey("table other.history");
        assertThat(read().fingerprint()).isNotEqualTo(before);
    }

    @Test
    void namesWhatDiffers() throws SQLException {
        Schema before = read();

        execute("alter table a alter column n type bigint, drop column name cascade; create table c ()");

        assertThat(read().differencesSince(before))
                .contains(
                        "changed: column public.a.n from integer to bigint",
                        "gone: column public.a.name",
                        "gone: index public.a_name",
                        "gone: view public.v")
                .anySatisfy(difference -> assertThat(difference).startsWith("new: table public.c"));
    }

    @Test
    void leavesTheSessionAsItWas() throws SQLException {
        read();

        assertThat(connection.getAutoCommit()).isTrue();
        execute("create table into_public ()");
        assertThat(read().objects().keySet()).containsAll(List.of("table public.into_public", "view public.v"));
    }

    private Schema read() throws SQLException {
        return SchemaFingerprint.read(connection, Set.of("history"));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
