package dev.belay.healthcheck.database;

import dev.belay.healthcheck.query.ReadOnlyDatabase;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;

/**
 * How many rows a table has, as far as it matters.
 *
 * @param table quoted
 */
record TableSize(String table, long rows) {
    private static final String REFUSED = "42501";

    /** The largest of the tables, a partition counting as the whole it belongs to; empty where there are none. */
    static Optional<TableSize> largest(Collection<String> tables, long enough, ReadOnlyDatabase database)
            throws SQLException {
        TableSize largest = null;
        for (String table : tables) {
            TableSize size = of(table, enough, database);
            if (largest == null || size.rows() > largest.rows()) {
                largest = size;
            }
        }
        return Optional.ofNullable(largest);
    }

    private static TableSize of(String table, long enough, ReadOnlyDatabase database) throws SQLException {
        String whole = database.single("select coalesce(pg_partition_root(oid), oid)::regclass::text from pg_class"
                + " where oid = " + literal(table) + "::regclass");
        try {
            return new TableSize(
                    whole,
                    Long.parseLong(database.single(
                            "select count(*) from (select 1 from " + whole + " limit " + enough + ") counted")));
        } catch (SQLException hidden) {
            if (!REFUSED.equals(hidden.getSQLState())) {
                throw hidden;
            }
            return new TableSize(
                    whole,
                    Long.parseLong(database.single("select greatest(reltuples, 0)::bigint from pg_class where oid = "
                            + literal(whole) + "::regclass")));
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
