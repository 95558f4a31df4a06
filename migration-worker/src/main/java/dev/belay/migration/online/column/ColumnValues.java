package dev.belay.migration.online.column;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.operation.Site;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Which values a new column gets.
 *
 * @param value an expression over the columns of a row, absent where the server gives the rows that are there their
 *     default without touching them
 * @param comparable whether the type knows what is equal
 */
record ColumnValues(
        OnlineOperation.AddColumn definition, @Nullable String value, boolean comparable) {
    private static final String PROBE = "pg_temp.belay_probe";

    /** Asks the server, on an empty table of this session that nobody else sees and that is gone afterwards. */
    static ColumnValues of(Connection connection, Table table, OnlineOperation.AddColumn definition)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            BareType.require(connection, table, definition);
            Site.execute(connection, "create temporary table belay_probe (belay_nothing integer) on commit drop");
            Site.execute(connection, "alter table " + PROBE + " " + added(definition, true));
            boolean kept = definition.defaultValue() == null || givenWithoutTouching(connection);
            @Nullable String value = value(definition, kept);
            if (value != null) {
                Site.execute(
                        connection,
                        "insert into " + PROBE + " (" + Names.quoted(definition.column()) + ") select " + value
                                + " from (select (null::" + table.name() + ").* limit 0) as "
                                + Names.quoted(table.relation()));
            }
            return new ColumnValues(definition, value, comparable(connection, definition.type()));
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    /** The clause that adds the column. */
    static String added(OnlineOperation.AddColumn definition, boolean withDefault) {
        String type = "add column " + Names.quoted(definition.column()) + " " + definition.type();
        return withDefault && definition.defaultValue() != null ? type + " default " + definition.defaultValue() : type;
    }

    /** Whether the rows that are there must be written. */
    boolean fills() {
        return value != null;
    }

    /** That a value of the column is none that Belay has put there. */
    String written(Table table) {
        String column = Names.quoted(definition.column());
        StringBuilder condition = new StringBuilder(column + " is not null");
        if (value != null) {
            condition.append(" and ").append(differs(column, cast(value)));
        }
        if (definition.defaultValue() != null) {
            condition.append(" and ").append(differs(column, cast(definition.defaultValue())));
            if (!definition.type().endsWith("]")) {
                condition
                        .append(" and ")
                        .append(differs(
                                column,
                                "(select (attmissingval::text::" + definition.type() + "[])[1] from pg_attribute"
                                        + " where attname = " + Names.literal(definition.column())
                                        + " and atthasmissing and (attrelid = " + table.oid() + " or attrelid in ("
                                        + "select inhrelid from pg_inherits where inhparent = " + table.oid()
                                        + ")) limit 1)"));
            }
        }
        return condition.toString();
    }

    /** That two expressions of the column's type differ, also where the type does not know what is equal. */
    String differs(String one, String other) {
        return comparable
                ? one + " is distinct from " + other
                : "(" + one + ")::text is distinct from (" + other + ")::text";
    }

    private String cast(String expression) {
        return "cast((" + expression + ") as " + definition.type() + ")";
    }

    private static @Nullable String value(OnlineOperation.AddColumn definition, boolean kept) {
        String backfill = definition.backfill();
        String otherwise = definition.defaultValue();
        if (backfill == null) {
            return kept ? null : "(" + otherwise + ")";
        }
        return definition.nulls() == OnlineOperation.Nulls.REFUSED && otherwise != null
                ? "coalesce((" + backfill + "), (" + otherwise + "))"
                : "(" + backfill + ")";
    }

    private static boolean givenWithoutTouching(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select atthasmissing from pg_attribute where attrelid = '"
                        + PROBE + "'::regclass and attnum = 2")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static boolean comparable(Connection connection, String type) throws SQLException {
        Site.execute(connection, "savepoint comparable");
        try {
            Site.execute(connection, "select cast(null as " + type + ") is distinct from cast(null as " + type + ")");
            return true;
        } catch (SQLException unknown) {
            Site.execute(connection, "rollback to savepoint comparable");
            return false;
        }
    }
}
