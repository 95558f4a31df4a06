package dev.belay.migration.lint;

import dev.belay.migration.lint.rules.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** About how many rows the tables of the live database have; a partitioned one those of its partitions. */
final class TableSizes {
    private static final String ROWS = """
            with size(oid, rows) as (
              select oid, case when reltuples >= 0 then reltuples
                          else pg_relation_size(oid) / 100 end::bigint
              from pg_class where relkind in ('r', 'm', 'p') and relpersistence <> 't')
            select n.nspname, c.relname,
                   case when c.relkind = 'p'
                     then coalesce((select sum(s.rows) from pg_partition_tree(c.oid) t
                                    join size s on s.oid = t.relid where t.isleaf), 0)
                     else size.rows end,
                   pg_table_is_visible(c.oid)
            from size join pg_class c using (oid) join pg_namespace n on n.oid = c.relnamespace
            where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'""";

    private final Map<TableName, Long> rows = new HashMap<>();

    private TableSizes() {}

    static TableSizes read(Connection connection) throws SQLException {
        TableSizes sizes = new TableSizes();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(ROWS)) {
            while (found.next()) {
                String schema = found.getString(1);
                String name = found.getString(2);
                long rows = found.getLong(3);
                sizes.rows.put(new TableName(schema, name), rows);
                if (found.getBoolean(4)) {
                    sizes.rows.put(new TableName("", name), rows);
                }
            }
        }
        return sizes;
    }

    /** Empty where there is no such table yet. */
    Optional<Long> of(TableName table) {
        return Optional.ofNullable(rows.get(table));
    }
}
