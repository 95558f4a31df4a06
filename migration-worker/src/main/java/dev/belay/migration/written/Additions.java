package dev.belay.migration.written;

import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.schema.Schema;
import dev.belay.migration.written.Addition.Column;
import dev.belay.migration.written.Addition.Extent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds in the catalogue which tables and columns were not there before, by the names that a schema's lines have. */
final class Additions {
    /** A default that calls something, such as the next value of a sequence, is never evaluated here. */
    private static final Pattern COMPUTED = Pattern.compile("[\\w\"]\\s*\\(");

    private static final String COLUMNS = """
            select c.oid::bigint, quote_ident(n.nspname) || '.' || quote_ident(c.relname), n.nspname || '.' || c.relname,
                   quote_ident(a.attname), a.attname, format_type(a.atttypid, a.atttypmod),
                   t.typnamespace = 'pg_catalog'::regnamespace, pg_get_expr(d.adbin, d.adrelid)
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace
            join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
            join pg_type t on t.oid = a.atttypid
            left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
            where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
              and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'
              and c.relname !~ '^belay_(online(_transactions)?$|kept_)' and c.relname <> all (?)
              and not exists (select from pg_depend e where e.classid = 'pg_class'::regclass and e.objid = c.oid
                              and e.deptype = 'e')
            order by n.nspname, c.relname, a.attnum
            """;

    private final Connection connection;
    private final Schema before;

    Additions(Connection connection, Schema before) {
        this.connection = connection;
        this.before = before;
    }

    /** @param history the migration tool's own tables */
    List<Addition> find(Set<String> history) throws SQLException {
        List<Addition> additions = new ArrayList<>();
        for (Map.Entry<Name, List<Found>> table : tables(history).entrySet()) {
            Optional<Addition> addition = addition(table.getKey(), table.getValue());
            addition.ifPresent(additions::add);
        }
        return additions;
    }

    private record Name(long oid, String quoted, String shown) {}

    private record Found(String quoted, Column column) {}

    private Optional<Addition> addition(Name table, List<Found> found) throws SQLException {
        List<Column> columns = found.stream().map(Found::column).toList();
        Extent extent = before.objects().containsKey("table " + table.quoted()) ? Extent.COLUMNS : Extent.TABLE;
        List<Column> added = extent == Extent.TABLE
                ? columns
                : found.stream()
                        .filter(column -> !wasThere(table, column))
                        .map(Found::column)
                        .toList();
        return added.isEmpty()
                ? Optional.empty()
                : Optional.of(new Addition(
                        extent,
                        table.oid(),
                        table.quoted(),
                        table.shown(),
                        columns,
                        added,
                        RowKey.of(connection, table.oid())));
    }

    /** With the type that it has now. */
    private boolean wasThere(Name table, Found found) {
        String then = before.objects().get("column " + table.quoted() + "." + found.quoted());
        return then != null && (then + " | ").startsWith(found.column().type() + " | ");
    }

    private Map<Name, List<Found>> tables(Set<String> history) throws SQLException {
        Map<Name, List<Found>> tables = new LinkedHashMap<>();
        connection.setAutoCommit(false);
        try (Statement path = connection.createStatement();
                PreparedStatement query = connection.prepareStatement(COLUMNS)) {
            path.execute("set local search_path = pg_catalog");
            query.setArray(1, connection.createArrayOf("text", history.toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    Name table = new Name(rows.getLong(1), rows.getString(2), rows.getString(3));
                    tables.computeIfAbsent(table, name -> new ArrayList<>())
                            .add(new Found(rows.getString(4), column(rows)));
                }
            }
            return tables;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static Column column(ResultSet row) throws SQLException {
        return new Column(
                row.getString(5),
                row.getString(6),
                row.getBoolean(7) ? Column.Origin.SERVER : Column.Origin.MADE,
                constant(row.getString(8)));
    }

    private static @Nullable String constant(@Nullable String expression) {
        return expression == null || COMPUTED.matcher(expression).find() ? null : expression;
    }
}
