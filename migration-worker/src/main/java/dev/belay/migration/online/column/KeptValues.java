package dev.belay.migration.online.column;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.operation.Site;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table beside another one, with the values of a column that goes: copied in batches, and followed by triggers. A value
 * that goes meanwhile, with its row or without, leaves a row without a value, so that no later batch takes it for kept.
 */
final class KeptValues {
    private final Table table;
    private final RowKey key;
    private final String column;
    private final String type;
    private final String condition;
    private final String name;
    private final String function;
    private final String trigger;

    /** @param condition which values are kept, over the columns of a row */
    KeptValues(Table table, RowKey key, String column, String type, String condition, String mark) {
        this.table = table;
        this.key = key;
        this.column = Names.quoted(column);
        this.type = type;
        this.condition = condition;
        this.name = Names.quoted(table.schema()) + "."
                + Names.quoted(Names.made("belay_kept_" + table.relation() + "_" + column + "_" + mark));
        this.function = Names.quoted(table.schema()) + ".belay_keep_" + mark;
        this.trigger = "zzz_belay_keep_" + mark;
    }

    /** With its schema, for people. */
    String describe() {
        return name.replace("\"", "");
    }

    /** From here on nothing that is written is lost. */
    void begin(Site site, int operation) throws SQLException {
        site.locks().run("Keeping values of " + table.name() + "." + column, List.of(table.oid()), connection -> {
            create(connection);
            site.book().write(operation, Entry.of(Entry.Stage.KEEPING));
        });
    }

    private void create(Connection connection) throws SQLException {
        String keys = key.columns().stream()
                .map(each ->
                        Names.quoted(each) + " " + key.types().get(key.columns().indexOf(each)))
                .collect(Collectors.joining(", "));
        Site.execute(
                connection,
                "create table " + name + " (" + keys + ", " + column + " " + type
                        + ", kept_at timestamptz not null default clock_timestamp(), primary key (" + key.list()
                        + "))");
        Site.execute(
                connection,
                "select set_config('search_path', concat_ws(', ', nullif(current_setting('search_path'), ''),"
                        + " 'pg_temp'), true)");
        String alias = Names.quoted(table.relation());
        Site.execute(
                connection,
                "create function " + function + "() returns trigger language plpgsql security definer"
                        + " set search_path from current as $belay$"
                        + "\n#variable_conflict use_column"
                        + "\nbegin"
                        + "\n  if tg_op = 'DELETE' or (tg_op = 'UPDATE' and " + keyOf("old") + " is distinct from "
                        + keyOf("new") + ") then"
                        + "\n    " + kept("null", "old", alias)
                        + "\n  end if;"
                        + "\n  if tg_op <> 'DELETE' then"
                        + "\n    " + kept("case when " + condition + " then " + column + " end", "new", alias)
                        + "\n  end if;"
                        + "\n  return null;"
                        + "\nend $belay$");
        follow(connection, trigger, "insert", "new." + column + " is not null");
        follow(
                connection,
                trigger + "_update",
                "update",
                "new." + column + " is not null or old." + column + " is not null");
        follow(connection, trigger + "_delete", "delete", "old." + column + " is not null");
    }

    private String kept(String value, String row, String alias) {
        return "insert into " + name + " (" + key.list() + ", " + column + ") select " + key.list() + ", " + value
                + " from (select " + row + ".*) as " + alias + " on conflict (" + key.list() + ") do update set "
                + column
                + " = excluded." + column + ", kept_at = clock_timestamp();";
    }

    private String keyOf(String row) {
        return key.columns().stream()
                .map(each -> row + "." + Names.quoted(each))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private void follow(Connection connection, String named, String event, String when) throws SQLException {
        Site.execute(
                connection,
                "create trigger " + named + " after " + event + " on " + table.name() + " for each row when (" + when
                        + ") execute function " + function + "()");
    }

    void copy(Site site, int operation, Entry from) throws SQLException {
        Walk walk = new Walk(site, operation, "keep values of " + table.name() + "." + column, table, from);
        walk.walk(key, (connection, range) -> {
            try (PreparedStatement insert = connection.prepareStatement("insert into " + name + " (" + key.list() + ", "
                    + column + ") select " + key.list() + ", " + column + " from " + table.name() + " where "
                    + range.condition(key) + " and " + condition + " on conflict do nothing")) {
                range.bind(insert, 1);
                return insert.executeUpdate();
            }
        });
    }

    /** Gives the rows their values again; one that was written meanwhile keeps what it got. */
    void bringBack(Site site, int operation, Entry from) throws SQLException {
        Walk walk = new Walk(site, operation, "bring back values of " + table.name() + "." + column, table, from);
        String same = key.columns().stream()
                .map(each -> "kept." + Names.quoted(each) + " = " + table.name() + "." + Names.quoted(each))
                .collect(Collectors.joining(" and "));
        walk.rewrite(key, (connection, range) -> {
            try (PreparedStatement update = connection.prepareStatement("update " + table.name() + " set " + column
                    + " = (select kept." + column + " from " + name + " as kept where " + same + ") where "
                    + range.condition(key) + " and " + column + " is null and exists (select from " + name
                    + " as kept where " + same + " and kept." + column + " is not null)")) {
                range.bind(update, 1);
                return update.executeUpdate();
            }
        });
    }

    /** For rows that came while the column was away. */
    void giveDefault(Site site) throws SQLException {
        site.batches()
                .walk(
                        "give new rows of " + table.name() + " their default",
                        key,
                        table.name(),
                        List.of(),
                        (connection, range) -> {
                            try (PreparedStatement update = connection.prepareStatement("update " + table.name()
                                    + " set " + column + " = default where " + range.condition(key) + " and " + column
                                    + " is null")) {
                                range.bind(update, 1);
                                return update.executeUpdate();
                            }
                        },
                        (range, rows) -> {});
    }

    /** The table stays; what follows its values goes. */
    void stop(Connection connection) throws SQLException {
        for (String event : List.of("", "_update", "_delete")) {
            Site.execute(connection, "drop trigger if exists " + trigger + event + " on " + table.name());
        }
        Site.execute(connection, "drop function if exists " + function + "()");
    }

    /** Takes away what stands for values that are gone, once nothing follows any more. */
    void forgetGone(Site site) throws SQLException {
        site.execute("delete from " + name + " where " + column + " is null");
    }

    void drop(Connection connection) throws SQLException {
        Site.execute(connection, "drop table if exists " + name);
    }

    /** That it is there, with how much; nothing where it is not. */
    List<Evidence> told(Site site, String what) throws SQLException {
        return site.count("select count(*) from pg_class where oid = to_regclass(" + Names.literal(name) + ")") == 0
                ? List.of()
                : List.of(new Evidence("kept of: " + what, count(site) + " values in " + describe()));
    }

    /** Quick, for the moments in which nobody gets at the table. */
    boolean isEmpty(Connection connection) throws SQLException {
        return Site.number(
                        connection,
                        "select count(*) from (select from " + name + " where " + column
                                + " is not null limit 1) as any_row")
                == 0;
    }

    long count(Site site) throws SQLException {
        return site.count("select count(*) from " + name + " where " + column + " is not null");
    }
}
