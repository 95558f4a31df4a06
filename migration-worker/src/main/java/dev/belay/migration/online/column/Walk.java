package dev.belay.migration.online.column;

import dev.belay.migration.online.batch.Batches;
import dev.belay.migration.online.batch.Range;
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
    private final long before;
    private Entry entry;

    /** Rows of ranges that are done, written or not. */
    private long passed;

    Walk(Site site, int operation, String what, Table table, Entry from) {
        this.site = site;
        this.operation = operation;
        this.what = what;
        this.table = table;
        this.entry = from;
        this.before = from.rows();
        this.passed = from.rows();
    }

    /** Goes through the rows, range by range. */
    void walk(RowKey key, Batches.Batch batch) throws SQLException {
        site.batches().walk(what, key, table.name(), entry.position(), noting(batch), this::reached);
    }

    /**
     * Goes through rows that are written anew; what is written already, the batch leaves out.
     *
     * @return how many rows were written, by earlier executions too
     */
    long rewrite(RowKey key, Batches.Batch batch) throws SQLException {
        site.batches().rewrite(what, key, table.name(), entry.position(), noting(batch), this::reached);
        return entry.rows();
    }

    private Batches.Batch noting(Batches.Batch batch) {
        return (connection, range) -> {
            long rows = batch.run(connection, range);
            site.book().write(operation, entry.at(range.reached(), rows));
            return rows;
        };
    }

    private void reached(Range range, long rows) {
        entry = entry.at(range.reached(), rows);
        long now = passed + range.passed();
        site.report().rows(what, now, table.rows(), left(now));
        if (range.isPassed()) {
            passed = now;
        }
    }

    private @Nullable Duration left(long now) {
        double toDo = table.rows() - now;
        if (now == before || toDo <= 0) {
            return null;
        }
        return Duration.ofNanos((long) ((System.nanoTime() - begun) / (double) (now - before) * toDo));
    }
}
