package dev.belay.migration.online.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads indexes from the catalogue. */
public final class Indexes {
    private static final String COLUMNS = """
            select quote_ident(n.nspname) || '.' || quote_ident(c.relname), c.relname, i.indrelid::bigint,
                   i.indisvalid and i.indisready and i.indislive, i.indisunique, c.relkind = 'I',
                   regexp_replace(pg_get_indexdef(i.indexrelid), '^.*? USING ', '')
            from pg_index i
            join pg_class c on c.oid = i.indexrelid
            join pg_namespace n on n.oid = c.relnamespace
            """;

    /** The name of the index whose copy this is; of a long one its beginning, so that the copy's has 63 bytes at most. */
    private static final String CUT = "regexp_replace(c.relname, '_cc(new|old)[0-9]*$', '')";

    /** Where a character takes several bytes, up to three are left free. */
    private static final int LONGEST_UNCUT = 59;

    private Indexes() {}

    /** An index of any table of the schema. */
    public static Optional<Index> find(Connection connection, String schema, String name) throws SQLException {
        List<Index> found = read(connection, COLUMNS + "where n.nspname = ? and c.relname = ?", schema, name);
        return found.stream().findFirst();
    }

    /** What broken builds of an index have left: itself, and the copies that REINDEX makes, where they are not valid. */
    public static List<Index> leftovers(Connection connection, String schema, String name) throws SQLException {
        return read(
                connection,
                COLUMNS + "where n.nspname = ? and not (i.indisvalid and i.indisready and i.indislive)"
                        + " and c.relkind = 'i' and (c.relname = ? or (c.relname ~ '_cc(new|old)[0-9]*$' and ("
                        + CUT + " = ? or (octet_length(c.relname) > " + LONGEST_UNCUT + " and starts_with(?, " + CUT
                        + "))))) order by c.relname",
                schema,
                name,
                name,
                name);
    }

    private static List<Index> read(Connection connection, String sql, String... values) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int index = 0; index < values.length; index++) {
                query.setString(index + 1, values[index]);
            }
            try (ResultSet rows = query.executeQuery()) {
                List<Index> indexes = new ArrayList<>();
                while (rows.next()) {
                    indexes.add(new Index(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getLong(3),
                            rows.getBoolean(4) ? Index.Condition.VALID : Index.Condition.INVALID,
                            rows.getBoolean(5),
                            rows.getBoolean(6),
                            rows.getString(7)));
                }
                return indexes;
            }
        }
    }
}
