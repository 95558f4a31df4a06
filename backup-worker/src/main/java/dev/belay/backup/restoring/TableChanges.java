package dev.belay.backup.restoring;

import dev.belay.backup.catalogue.TableCount;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.worker.database.OwnTables;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tables of today with those of a backup: small ones counted, large ones estimated. A row that a transaction
 * has written since counts even where the number of rows is the same; those that online operations wrote last are counted
 * by themselves.
 */
final class TableChanges {
    private static final long COUNTED_UP_TO = 1_000_000;

    private static final Set<String> OWN = Set.of(OwnTables.ONLINE, OwnTables.ONLINE_TRANSACTIONS);

    /** A number that is not of the last two thousand million transactions is an old one, whatever it looks like. */
    private static final String ROWS = """
            select count(*), count(*) filter (where written and own is null),
              count(*) filter (where written and own is not null)
            from (select xmin as writer,
                    pg_catalog.age(xmin) between 0 and pg_catalog.age(?::xid8::xid) as written from only %s) rows
              left join (%s) noted (own) on own = writer
            """;

    private static final String NOTED =
            "select distinct transaction::xid from " + OwnTables.ONLINE_TRANSACTIONS + " where written_at >= ?";

    private static final String MAY_READ_NOTES = "select coalesce(pg_catalog.has_table_privilege(to_regclass('"
            + OwnTables.ONLINE_TRANSACTIONS + "')::oid, 'select'), false)";

    private static final String NONE_NOTED = "select null::xid limit 0";

    private final DatabaseSession session;
    private final @Nullable String horizon;
    private final Instant takenAt;
    private boolean readsNotes;

    /**
     * @param horizon of the backup; absent where the backup does not tell it
     * @param takenAt the backup's moment; what was noted before is of no use, and may come from another server
     */
    TableChanges(DatabaseSession session, @Nullable String horizon, Instant takenAt) {
        this.session = session;
        this.horizon = horizon;
        this.takenAt = takenAt;
    }

    /** Only the tables that differ, and those of which it is not known. */
    List<Evidence> since(List<TableCount> backup) throws SQLException {
        session.execute("set default_transaction_read_only = on");
        session.execute("set row_security = off");
        session.execute("set lock_timeout = '2s'");
        session.execute("set statement_timeout = '30s'");
        readsNotes = session.holds(MAY_READ_NOTES);
        Map<String, TableCount> then = new HashMap<>();
        backup.forEach(table -> then.put(table.inSql(), table));
        then.values().removeIf(table -> OWN.contains(table.table()));
        List<Evidence> changes = new ArrayList<>();
        for (TableCount table : ContentsReader.tables(session)) {
            if (OWN.contains(table.table())) {
                continue;
            }
            Optional<TableCount> before = Optional.ofNullable(then.remove(table.inSql()));
            change(table, before).ifPresent(changes::add);
        }
        then.values()
                .forEach(gone ->
                        changes.add(new Evidence(gone.label(), gone.rows() + " at the backup, the table is gone now")));
        return changes;
    }

    /** A table that cannot be read is not known; without a session nothing is, nor when the forecast is cancelled. */
    private Optional<Evidence> change(TableCount table, Optional<TableCount> before) throws SQLException {
        String then = before.map(count -> count.rows() + " at the backup").orElse("not in the backup");
        try {
            long estimate = session.number(
                    "select greatest(reltuples, 0)::bigint from pg_catalog.pg_class where oid = ?::regclass",
                    table.inSql());
            long largest = Math.max(estimate, before.map(TableCount::rows).orElse(0L));
            if (largest > COUNTED_UP_TO) {
                return Optional.of(new Evidence(table.label(), then + ", about " + estimate + " now (an estimate)"));
            }
            Rows now = rows(table);
            return before.filter(count -> count.rows() == now.all()).isPresent() && now.written() + now.own() == 0
                    ? Optional.empty()
                    : Optional.of(new Evidence(table.label(), then + ", " + now.shown()));
        } catch (SQLException unreadable) {
            if (sessionIsOver(unreadable)) {
                throw unreadable;
            }
            return Optional.of(new Evidence(table.label(), then + ", unknown now: " + unreadable.getMessage()));
        }
    }

    /**
     * How many rows there are.
     *
     * @param written since the backup; 0 where nobody knows
     * @param own those that online operations wrote last; others may have written them before that, since the backup
     */
    private record Rows(long all, long written, long own) {
        String shown() {
            return all + " now" + (written == 0 ? "" : "; " + written + " of them written since")
                    + (own == 0
                            ? ""
                            : "; " + own
                                    + " of them written last by Belay's online operations, whether others wrote them"
                                    + " before that is unknown");
        }
    }

    private Rows rows(TableCount table) throws SQLException {
        String moment = horizon;
        if (moment == null) {
            return new Rows(session.number("select count(*) from only " + table.inSql()), 0, 0);
        }
        DatabaseSession.RowReader<Rows> read = row -> new Rows(row.getLong(1), row.getLong(2), row.getLong(3));
        return readsNotes
                ? session.one(ROWS.formatted(table.inSql(), NOTED), read, moment, Timestamp.from(takenAt))
                : session.one(ROWS.formatted(table.inSql(), NONE_NOTED), read, moment);
    }

    private static boolean sessionIsOver(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }
}
