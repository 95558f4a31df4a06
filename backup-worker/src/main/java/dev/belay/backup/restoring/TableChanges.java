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

/** Compares the tables of today with those of a backup: small ones counted, large ones estimated. */
final class TableChanges {
    private static final long COUNTED_UP_TO = 1_000_000;

    private final DatabaseSession session;

    TableChanges(DatabaseSession session) {
        this.session = session;
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
            long now = session.number("select count(*) from only " + table.inSql());
            return before.filter(count -> count.rows() == now).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Evidence(table.label(), then + ", " + now + " now"));
        } catch (SQLException unreadable) {
            if (sessionIsOver(unreadable)) {
                throw unreadable;
            }
            return Optional.of(new Evidence(table.label(), then + ", unknown now: " + unreadable.getMessage()));
        }
    }

    private static boolean sessionIsOver(SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return state.startsWith("08") || state.startsWith("57P");
    }
}
