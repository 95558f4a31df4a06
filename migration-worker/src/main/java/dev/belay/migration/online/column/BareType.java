package dev.belay.migration.online.column;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.catalogue.Tables;
import dev.belay.migration.online.operation.Site;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** That a column's type is nothing but one: what stands behind it, or in a domain, can cost every row under the lock. */
final class BareType {
    private static final String BARE = "pg_temp.belay_bare";

    /** Temporary tables refer to temporary ones only. */
    private static final String REFERS_TO_A_TABLE = "42P16";

    private BareType() {}

    /**
     * Tries it on an empty table of this session, in the transaction that is open.
     *
     * @throws dev.belay.worker.failure.WorkFailed when it is more than a type
     */
    static void require(Connection connection, Table table, OnlineOperation.AddColumn definition) throws SQLException {
        Site.execute(connection, "savepoint bare");
        Site.execute(connection, "create temporary table belay_bare (like " + table.name() + ")");
        Site.execute(connection, "alter table " + BARE + " drop column if exists " + Names.quoted(definition.column()));
        boolean more = addsMore(connection, definition);
        Site.execute(connection, "rollback to savepoint bare");
        if (more) {
            throw Tables.refused(
                    definition.describe(),
                    "with \"" + definition.type() + "\" the server would write or read every row while nobody can work"
                            + " with the table, as it does for serial and identity, generated columns, domains with"
                            + " conditions, NOT NULL, and constraints of a column",
                    "a type alone",
                    "Name the plain type, such as bigint; give rows their values by \"default\" and \"backfill\", and"
                            + " write \"notNull\", and \"addCheck\", \"addForeignKey\" or \"createIndex\" as operations"
                            + " after it.");
        }
    }

    private static boolean addsMore(Connection connection, OnlineOperation.AddColumn definition) throws SQLException {
        String before = made(connection);
        try {
            Site.execute(connection, "alter table " + BARE + " " + ColumnValues.added(definition, false));
        } catch (SQLException refused) {
            if (REFERS_TO_A_TABLE.equals(refused.getSQLState())) {
                return true;
            }
            throw refused;
        }
        return !made(connection).equals(before);
    }

    /** The file of the table, which is another one once its rows were written, and what upholds its columns. */
    private static String made(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select concat_ws(' ', pg_relation_filenode(p.oid),"
                        + " (select count(*) from pg_constraint where conrelid = p.oid),"
                        + " (select count(*) from pg_index where indrelid = p.oid),"
                        + " (select count(*) from pg_attribute where attrelid = p.oid and attnum > 0 and attnotnull))"
                        + " from (select '" + BARE + "'::regclass::oid) as p (oid)")) {
            row.next();
            return row.getString(1);
        }
    }
}
