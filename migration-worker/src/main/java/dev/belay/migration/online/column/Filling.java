package dev.belay.migration.online.column;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.migration.online.batch.Range;
import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.operation.Site;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Gives the rows that are there their value. */
final class Filling {
    private final Site site;
    private final int number;
    private final Table table;
    private final OnlineOperation.AddColumn definition;
    private final ColumnValues values;
    private final String column;
    private final long begun = System.nanoTime();
    private long rows;
    private String key = "";

    Filling(Site site, int number, Table table, OnlineOperation.AddColumn definition, ColumnValues values) {
        this.site = site;
        this.number = number;
        this.table = table;
        this.definition = definition;
        this.values = values;
        this.column = Names.quoted(definition.column());
    }

    /** A row that has a value already got it from whoever wrote it since. */
    void fill(RowKey by, Entry from) throws SQLException {
        key = by.describe();
        rows = new Walk(site, number, "fill " + definition.table() + "." + definition.column(), table, from)
                .rewrite(by, (connection, range) -> {
                    try (PreparedStatement update = connection.prepareStatement("update " + table.name() + " set "
                            + column + " = " + values.value() + " where "
                            + condition(range, by) + " and "
                            + column + " is null")) {
                        range.bind(update, 1);
                        return update.executeUpdate();
                    }
                });
    }

    /** A row whose value is none either stays as it is, instead of being written in vain in every turn. */
    private String condition(Range range, RowKey by) {
        return definition.backfill() != null && definition.nulls() == OnlineOperation.Nulls.ALLOWED
                ? range.condition(by, "not ((" + values.value() + ") is null)")
                : range.condition(by);
    }

    void report(List<String> found) {
        String also = found.isEmpty() ? "" : "; " + String.join("; ", found);
        site.report()
                .add(
                        definition.describe(),
                        rows + " rows filled in "
                                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms, in ranges of " + key
                                + also);
    }
}
