package dev.belay.migration.online.batch;

import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What tells the rows of a table apart and puts them into an order: the primary key, or else the narrowest unique index
 * over columns that are never empty.
 */
public record RowKey(List<String> columns, List<String> types) {
    private static final String NARROWEST = """
            select array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k(attnum, n)
                         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                         where k.n <= i.indnkeyatts order by k.n),
                   array(select format_type(a.atttypid, a.atttypmod)
                         from unnest(i.indkey::int2[]) with ordinality k(attnum, n)
                         join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                         where k.n <= i.indnkeyatts order by k.n)
            from pg_index i
            where i.indrelid = ? and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
              and not exists (
                  select from unnest(i.indkey::int2[]) with ordinality k(attnum, n)
                  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                  where k.n <= i.indnkeyatts and not a.attnotnull)
            order by i.indisprimary desc, i.indnkeyatts, i.indexrelid
            limit 1
            """;

    public RowKey {
        columns = List.copyOf(columns);
        types = List.copyOf(types);
    }

    public static Optional<RowKey> of(Connection connection, Table table) throws SQLException {
        return of(connection, table.oid());
    }

    /** @param relation the table's oid */
    public static Optional<RowKey> of(Connection connection, long relation) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(NARROWEST)) {
            query.setLong(1, relation);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new RowKey(texts(row.getArray(1)), texts(row.getArray(2))))
                        : Optional.empty();
            }
        }
    }

    /** The columns, quoted, with commas between. */
    public String list() {
        return columns.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }

    /** For people. */
    public String describe() {
        return String.join(", ", columns);
    }

    /** That a row comes after one position and not after another. */
    String within(Range range) {
        List<String> conditions = new ArrayList<>();
        if (!range.after().isEmpty()) {
            conditions.add(tuple() + " > " + parameters());
        }
        if (!range.upTo().isEmpty()) {
            conditions.add(tuple() + " <= " + parameters());
        }
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    /**
     * The last of the next rows after a position, how many there are, and on how many pages; without a last one there are
     * none.
     */
    String last(String table, Range range) {
        return "with next_rows (" + each("k%d") + ", page) as (select " + list()
                + ", concat(tableoid, split_part(ctid::text, ',', 1)) from " + table + " where "
                + range.condition(this) + " order by " + each("%d") + " limit ?) select array[" + each("k%d::text")
                + "], (select count(*) from next_rows), (select count(distinct page) from next_rows) from next_rows"
                + " order by " + each("k%d desc") + " limit 1";
    }

    /** Something for each column, by its number. */
    private String each(String format) {
        return IntStream.rangeClosed(1, columns.size())
                .mapToObj(format::formatted)
                .collect(Collectors.joining(", "));
    }

    private String tuple() {
        return columns.size() == 1 ? list() : "(" + list() + ")";
    }

    private String parameters() {
        String casts = types.stream().map(type -> "cast(? as " + type + ")").collect(Collectors.joining(", "));
        return types.size() == 1 ? casts : "(" + casts + ")";
    }

    private static List<String> texts(Array array) throws SQLException {
        List<String> texts = new ArrayList<>();
        for (Object item : (Object[]) array.getArray()) {
            texts.add(String.valueOf(item));
        }
        return texts;
    }
}
