package dev.belay.migration.written;

import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.written.Addition.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table beside another one, with what going back drops of it. What is written is followed first and copied then, so
 * nothing that is written between is missed.
 *
 * <p>Rows are only added, so nobody who writes waits for the copy. A row that is written once more meanwhile is there
 * twice; {@code belay_kept_at} tells which came later.
 */
final class SideTable {
    private static final String AT = "belay_kept_at";

    private final Addition addition;
    private final String name;
    private final String function;
    private final String trigger;

    /**
     * @param schema in which it is made, quoted
     * @param name its own, unquoted
     * @param follower that of the function which follows what is written, unquoted
     */
    SideTable(Addition addition, String schema, String name, String follower) {
        this.addition = addition;
        this.name = schema + "." + Names.quoted(name);
        this.function = schema + "." + Names.quoted(follower);
        this.trigger = Names.quoted("zzz_" + follower);
    }

    /**
     * Makes it, and keeps from the end of the transaction on whatever anybody writes.
     *
     * @param connection in a transaction; it takes a lock for which writers of the table wait
     * @param itself the beginning of the names of the sessions that go back, whose writing is not that of users
     */
    void follow(Connection connection, String itself) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table " + name + " as select " + list(Column::kept) + ", now() as " + AT
                    + " from " + addition.table() + " with no data");
            statement.execute("create function " + function + "() returns trigger language plpgsql security definer"
                    + " set search_path = pg_catalog, pg_temp as " + Names.literal(body(itself)));
            statement.execute("create trigger " + trigger + " after insert or update on " + addition.table()
                    + " for each row execute function " + function + "()");
        }
    }

    /** Once the columns are gone or changed, it does nothing: users go on writing before it is dropped. */
    private String body(String itself) {
        return """
                begin
                  if starts_with(current_setting('application_name'), %s) then
                    return null;
                  end if;
                  if (select count(*) from pg_attribute a
                      join unnest(array[%s], array[%s]) as kept (name, type)
                        on a.attname = kept.name and format_type(a.atttypid, a.atttypmod) = kept.type
                      where a.attrelid = tg_relid and not a.attisdropped) < %d then
                    return null;
                  end if;
                  execute %s using new;
                  return null;
                exception when undefined_column or datatype_mismatch then
                  return null;
                end
                """.formatted(
                        Names.literal(itself),
                        list(column -> Names.literal(column.name())),
                        list(column -> Names.literal(column.type())),
                        addition.kept().size(),
                        Names.literal(insert("clock_timestamp()", "(select ($1).*) as written", addition.written())));
    }

    /**
     * Copies what is there.
     *
     * @param condition which rows are kept
     */
    void copy(Connection connection, String condition) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(insert("statement_timestamp()", addition.table(), condition))) {
            insert.executeUpdate();
        }
    }

    private String insert(String at, String from, String condition) {
        return "insert into " + name + " (" + list(Column::quoted) + ", " + AT + ") select " + list(Column::kept) + ", "
                + at + " from " + from + " where " + condition;
    }

    private String list(Function<Column, String> written) {
        List<Column> columns = addition.kept();
        return columns.stream().map(written).collect(Collectors.joining(", "));
    }
}
