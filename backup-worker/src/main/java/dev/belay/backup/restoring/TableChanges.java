package dev.belay.backup.restoring;

import dev.belay.backup.catalogue.TableCount;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.outcome.Evidence;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tables of today with those of a backup: small ones counted, large ones estimated. A row that a transaction
 * has written since counts even where the number of rows is the same.
 */
final class TableChanges {
    private static final long COUNTED_UP_TO = 1_000_000;

    private final DatabaseSession session;
    private final @Nullable String horizon;

    /** @param horizon of the backup; absent where the backup does not tell it */
    TableChanges(DatabaseSession session, @Nullable String horizon) {
        this.session = session;
        this.horizon = horizon;
    }

    /** Only the tables that differ, and those of which it is not known. */
    List<Evidence> since(List<TableCount> backup) throws SQLException {
        session.execute("set default_transaction_read_only = on");
        session.execute("set row_security = off");
        session.execute("set lock_timeout = '2s'");
        session.execute("set statement_timeout = '30s'");
        Map<String, TableCount> then = new HashMap<>();
        backup.forEach(table -> then.put(table.inSql(), table));
        List<Evidence> changes = new ArrayList<>();
        for (TableCount table : ContentsReader.tables(session)) {
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
            return before.filter(count -> count.rows() == now.all()).isPresent() && now.written() == 0
                    ? Optional.empty()
                    : Optional.of(new Evidence(table.label(), then + ", " + now.shown()));
        } catch (SQLException unreadable) {
            if (sessionIsOver(unreadable)) {
                throw unreadable;
            }
            return Optional.of(new Evidence(table.label(), then + ", unknown now: " + unreadable.getMessage()));
        }
    }

    /** @param written since the backup; 0 where nobody knows */
    private record Rows(long all, long written) {
        String shown() {
            return all + " now" + (written == 0 ? "" : "; " + written + " of them written since");
        }
    }

    /** A number that is not of the last two thousand million transactions is an old one, whatever it looks like. */
    private Rows rows(TableCount table) throws SQLException {
        String from = " from only " + table.inSql();
        String moment = horizon;
        return moment == null
                ? new Rows(session.number("select count(*)" + from), 0)
                : session.one(
                        "select count(*), count(*) filter (where pg_catalog.age(xmin) between 0"
                                + " and pg_catalog.age(?::xid8::xid))" + from,
                        row -> new Rows(row.getLong(1), row.getLong(2)),
                        moment);
    }

    private static boolean sessionIsOver(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }
}
