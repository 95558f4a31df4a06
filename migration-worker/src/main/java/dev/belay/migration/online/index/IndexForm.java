package dev.belay.migration.online.index;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;

/** What a plan's index is like, in SQL. */
final class IndexForm {
    private static final String PROBE = "pg_temp.belay_probe";

    private final OnlineOperation.CreateIndex definition;
    private final Table table;

    IndexForm(OnlineOperation.CreateIndex definition, Table table) {
        this.definition = definition;
        this.table = table;
    }

    /** The first word of a column with what follows it. */
    static String column(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text : text.substring(0, space);
    }

    String statement(String name, String on) {
        return "create " + unique() + "index concurrently " + Names.quoted(name) + " on " + on + " " + form();
    }

    /** Without the partitions; quick, since it builds nothing. */
    String onlyOn(String name, String on) {
        return "create " + unique() + "index " + Names.quoted(name) + " on only " + on + " " + form();
    }

    /** What follows {@code using} where the server itself describes such an index. */
    String asServerSays(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute("create temporary table belay_probe (like " + table.name() + ") on commit drop");
            statement.execute("create " + unique() + "index belay_probe_index on " + PROBE + " " + form());
            try (ResultSet row = statement.executeQuery("select regexp_replace(pg_get_indexdef("
                    + "'pg_temp.belay_probe_index'::regclass), '^.*? USING ', '')")) {
                row.next();
                return row.getString(1);
            }
        } finally {
            if (!connection.isClosed()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private String unique() {
        return definition.uniqueness() == OnlineOperation.Uniqueness.UNIQUE ? "unique " : "";
    }

    private String form() {
        String columns = definition.columns().stream().map(this::quoted).collect(Collectors.joining(", "));
        String include = definition.include().isEmpty()
                ? ""
                : " include ("
                        + definition.include().stream().map(Names::quoted).collect(Collectors.joining(", ")) + ")";
        String where = definition.where() == null ? "" : " where " + definition.where();
        return "using " + definition.method() + " (" + columns + ")" + include + where;
    }

    /** A column's name is the catalogue's, letter for letter; everything else is SQL. */
    private String quoted(String text) {
        String name = column(text);
        return table.columns().containsKey(name) ? Names.quoted(name) + text.substring(name.length()) : text;
    }
}
