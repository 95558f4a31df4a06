package dev.belay.backup.copying;

import dev.belay.backup.catalogue.TableCount;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Progress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares how many rows a copy of files has with how many the live database has.
 *
 * <p>No snapshot is common to both, so a table that differs must have been written since the copy was begun, as the
 * server's statistics tell, or the copy is not what it should be.
 */
final class RowComparison {
    /** The server tells of what was written up to about ten seconds later. */
    private static final Duration STATISTICS = Duration.ofSeconds(15);

    private static final Duration PAUSE = Duration.ofMillis(250);

    /** A truncated table gets another file. */
    private static final String ACTIVITY = """
            select s.schemaname, s.relname, format('%s/%s/%s', s.n_tup_ins, s.n_tup_del, c.relfilenode)
            from pg_catalog.pg_stat_user_tables s join pg_catalog.pg_class c on c.oid = s.relid
            """;

    private final Execution execution;
    private final Map<String, String> before;

    private RowComparison(Execution execution, Map<String, String> before) {
        this.execution = execution;
        this.before = before;
    }

    /** Notes what has been written so far; to be called before the copy is begun. */
    static RowComparison begin(Execution execution) throws SQLException {
        try (DatabaseSession live = live(execution)) {
            return new RowComparison(execution, activity(live));
        }
    }

    /** @throws WorkFailed where a table differs that nobody has written */
    Evidence compare(DatabaseSession copy) throws SQLException {
        unhurried(copy);
        List<TableCount> copied = ContentsReader.tables(copy);
        try (DatabaseSession live = live(execution)) {
            unhurried(live);
            List<String> known =
                    ContentsReader.tables(live).stream().map(TableCount::inSql).toList();
            long rows = 0;
            List<String> written = new ArrayList<>();
            for (int index = 0; index < copied.size(); index++) {
                TableCount table = copied.get(index);
                execution.progress(
                        new Progress(index, (long) copied.size(), "tables", "comparing the rows of " + table.label()));
                long there = count(copy, table);
                rows += there;
                if (known.contains(table.inSql())) {
                    long here = count(live, table);
                    if (there != here) {
                        requireWritten(live, table, there, here);
                        written.add(table.label() + " " + there + " (now " + here + ")");
                    }
                }
            }
            return new Evidence(
                    "rows",
                    rows + " in " + copied.size() + " tables, as in the live database"
                            + (written.isEmpty()
                                    ? ""
                                    : "; written since the copy was begun: " + String.join(", ", written)));
        }
    }

    private void requireWritten(DatabaseSession live, TableCount table, long there, long here) throws SQLException {
        long deadline = System.nanoTime() + STATISTICS.toNanos();
        while (activity(live).getOrDefault(table.inSql(), "").equals(before.getOrDefault(table.inSql(), ""))) {
            if (System.nanoTime() - deadline > 0 || execution.cancelled()) {
                throw new WorkFailed(
                        FailureCode.COPY_DIFFERS,
                        "Table " + table.label() + " has " + there + " rows in the copy and " + here
                                + " in the live database, and nobody has written it since the copy was begun.",
                        "Try again; where it stays so, name a scratch server in the environment file, so that the"
                                + " database is dumped and restored instead.");
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static long count(DatabaseSession session, TableCount table) throws SQLException {
        return session.number("select count(*) from only " + table.inSql());
    }

    private static Map<String, String> activity(DatabaseSession live) throws SQLException {
        Map<String, String> activity = new TreeMap<>();
        live.list(
                ACTIVITY,
                row -> activity.put(new TableCount(row.getString(1), row.getString(2), 0).inSql(), row.getString(3)));
        return activity;
    }

    private static DatabaseSession live(Execution execution) {
        Login main = execution.environment().requireDatabase().main();
        return DatabaseSession.onLive(main, execution);
    }

    private static void unhurried(DatabaseSession session) throws SQLException {
        session.execute("set statement_timeout = 0");
        session.execute("set lock_timeout = '60s'");
        session.execute("set row_security = off");
    }
}
