package dev.belay.healthcheck.database;

import dev.belay.healthcheck.query.ReadOnlyDatabase;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Finds indexes as query plans name them: a partitioned one by those of its partitions. */
final class IndexNames {
    private static final String NAMES = """
            with recursive part(oid) as (
              select oid from pg_class where oid = to_regclass(?) and relkind in ('i', 'I')
              union all select inhrelid from pg_inherits join part on inhparent = part.oid)
            select c.relname from pg_class c join part using (oid)""";

    private static final String TABLE = """
            select coalesce(pg_partition_root(indrelid), indrelid)::regclass::text from pg_index
            where indexrelid = to_regclass(?)""";

    private final ReadOnlyDatabase database;

    IndexNames(ReadOnlyDatabase database) {
        this.database = database;
    }

    /** Empty where there is no such index. */
    Set<String> of(String index) throws SQLException {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(NAMES)) {
                query.setString(1, index);
                Set<String> names = new LinkedHashSet<>();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                }
                return names;
            }
        });
    }

    /** The table of an index, quoted; empty where there is no such index. */
    Optional<String> tableOf(String index) throws SQLException {
        return database.read(connection -> {
            try (PreparedStatement query = connection.prepareStatement(TABLE)) {
                query.setString(1, index);
                try (ResultSet rows = query.executeQuery()) {
                    return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
                }
            }
        });
    }
}
