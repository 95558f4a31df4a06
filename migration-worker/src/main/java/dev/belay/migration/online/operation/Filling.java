package dev.belay.migration.online.operation;

import dev.belay.contracts.FailureCode;
import dev.belay.contracts.OnlineOperation;
import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.worker.failure.WorkFailed;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Gives the rows that are there their value, and proves that none is empty. */
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
                .run(by, (connection, range) -> {
                    try (PreparedStatement update = connection.prepareStatement("update " + table.name() + " set "
                            + column + " = " + values.value() + " where " + range.condition(by) + " and " + column
                            + " is null")) {
                        range.bind(update, 1);
                        return update.executeUpdate();
                    }
                });
    }

    /** Without reading the table under a lock that stops others. */
    void proveNotEmpty(String check) throws SQLException {
        long empty = site.count("select count(*) from " + table.name() + " where " + column + " is null");
        if (empty > 0) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_FAILED,
                    "To " + definition.describe() + " with notNull is not possible: " + empty + " of its rows are still"
                            + " empty, for which the backfill and the default gave nothing; expected was a value for"
                            + " each row. The column is there and may be empty.",
                    "Give the backfill a value for these rows, then start again once this step is taken back.");
        }
        site.report().says("prove that " + definition.table() + "." + definition.column() + " has no empty row");
        site.locks().run(definition.describe(), List.of(table.oid()), connection -> {
            Site.execute(connection, "alter table " + table.name() + " drop constraint if exists " + check);
            Site.execute(
                    connection,
                    "alter table " + table.name() + " add constraint " + check + " check (" + column
                            + " is not null) not valid");
        });
        site.executePatiently("alter table " + table.name() + " validate constraint " + check);
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
