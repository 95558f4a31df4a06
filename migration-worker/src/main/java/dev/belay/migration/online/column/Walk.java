package dev.belay.migration.online.column;

import dev.belay.migration.online.batch.Batches;
import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.online.book.Entry;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.operation.Site;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Works on all rows of a table, and writes into the book in each batch's transaction how far it has come. */
final class Walk {
    private final Site site;
    private final int operation;
    private final String what;
    private final Table table;
    private final long begun = System.nanoTime();
    private final long rowsBefore;
    private Entry entry;

    Walk(Site site, int operation, String what, Table table, Entry from) {
        this.site = site;
        this.operation = operation;
        this.what = what;
        this.table = table;
        this.entry = from;
        this.rowsBefore = from.rows();
    }

    /** Returns how many rows were worked on, by earlier executions too. */
    long run(RowKey key, Batches.Batch batch) throws SQLException {
        site.batches()
                .walk(
                        what,
                        key,
                        table.name(),
                        entry.position(),
                        (connection, range) -> {
                            long rows = batch.run(connection, range);
                            site.book().write(operation, entry.at(range.upTo(), rows));
                            return rows;
                        },
                        (range, rows) -> {
                            entry = entry.at(range.upTo(), rows);
                            site.report().rows(what, entry.rows(), table.rows(), left());
                        });
        return entry.rows();
    }

    private @Nullable Duration left() {
        long done = entry.rows() - rowsBefore;
        double toDo = table.rows() - entry.rows();
        if (done == 0 || toDo <= 0) {
            return null;
        }
        return Duration.ofNanos((long) ((System.nanoTime() - begun) / (double) done * toDo));
    }
}
