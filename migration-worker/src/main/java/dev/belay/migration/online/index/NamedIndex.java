package dev.belay.migration.online.index;

import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index that a plan names without its table.
 *
 * @param table quoted, with its schema
 * @param constraint that owns it, absent where none does
 */
record NamedIndex(
        String schema,
        String relation,
        long oid,
        long tableOid,
        String table,
        @Nullable String constraint) {
    private static final String ANY = """
            select n.nspname, c.relname, c.oid::bigint, t.oid::bigint,
                   quote_ident(tn.nspname) || '.' || quote_ident(t.relname),
                   (select conname from pg_constraint where conindid = c.oid and conrelid = t.oid
                    and contype in ('p', 'u', 'x'))
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_index i on i.indexrelid = c.oid
            join pg_class t on t.oid = i.indrelid
            join pg_namespace tn on tn.oid = t.relnamespace
            """;

    private static final String INDEX = ANY + "where c.oid = to_regclass(?)";
    private static final String LEAVES = ANY
            + "where c.relkind = 'i' and c.oid in (select ?::oid union select relid from pg_partition_tree(?::oid))"
            + " order by c.oid";

    /** @param name may have its schema before it */
    static Optional<NamedIndex> find(Connection connection, String name) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(INDEX)) {
            query.setString(1, Names.quotedTable(name));
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(of(row)) : Optional.empty();
            }
        }
    }

    static NamedIndex require(Connection connection, String what, String name) throws SQLException {
        return find(connection, name)
                .orElseThrow(() -> Tables.refused(
                        what,
                        "index " + name + " is not there",
                        "an index that the login sees",
                        "Write the index as the catalogue has it, with its schema where it is not the login's."));
    }

    /** The indexes that hold rows: of a partitioned one those of its partitions, else itself. */
    List<NamedIndex> leaves(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LEAVES)) {
            query.setLong(1, oid);
            query.setLong(2, oid);
            try (ResultSet rows = query.executeQuery()) {
                List<NamedIndex> leaves = new ArrayList<>();
                while (rows.next()) {
                    leaves.add(of(rows));
                }
                return leaves;
            }
        }
    }

    private static NamedIndex of(ResultSet row) throws SQLException {
        return new NamedIndex(
                row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5), row.getString(6));
    }

    String quoted() {
        return Names.quoted(schema) + "." + Names.quoted(relation);
    }
}
