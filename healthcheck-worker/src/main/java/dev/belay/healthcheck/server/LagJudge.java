package dev.belay.healthcheck.server;

import dev.belay.contracts.check.Expectation;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Expectations;
import dev.belay.healthcheck.verdict.Quantity;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.database.NamedReplica;
import dev.belay.worker.failure.WorkFailed;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Judges how far replicas are behind, in time or in bytes, and in bytes how much is kept for replication slots. A slot
 * that has lost what it needs never holds.
 */
final class LagJudge {
    private static final String RIGHT = "Grant the read-only role pg_read_all_stats, so that it sees the replicas.";

    private static final String REPLICAS = """
            select coalesce(nullif(application_name, ''), 'pid ' || pid), coalesce(state, ''),
                   (extract(epoch from replay_lag) * 1000)::bigint,
                   pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_receive_lsn()
                     else pg_current_wal_lsn() end, replay_lsn)::bigint
            from pg_stat_replication order by 1""";

    private static final String SLOTS = """
            select slot_name, coalesce(to_jsonb(s) ->> 'wal_status', ''), active,
                   pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_receive_lsn()
                     else pg_current_wal_lsn() end, restart_lsn)::bigint
            from pg_replication_slots s where not temporary order by 1""";

    private static final String POSITION = "select case when pg_is_in_recovery() then pg_last_wal_replay_lsn()"
            + " else pg_current_wal_lsn() end::text";

    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    LagJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /**
     * A replica.
     *
     * @param time absent where it has nothing to catch up with, or where nobody may see it; what it was last where the
     *     replica has caught up a moment ago
     * @param bytes absent where nobody may see it
     */
    private record Replica(
            String name,
            String state,
            @Nullable Long time,
            @Nullable Long bytes) {}

    /** @param bytes absent where nothing is kept for it */
    private record Slot(
            String name,
            String standing,
            boolean active,
            @Nullable Long bytes) {}

    void judge(Expectation expectation) throws SQLException {
        List<Replica> replicas = database.asIs(REPLICAS, Duration.ofSeconds(30), LagJudge::replicas, 0);
        List<Slot> slots = database.asIs(SLOTS, Duration.ofSeconds(30), LagJudge::slots, 0);
        boolean inTime = Quantity.parse(expectation.value().strip(), Map.of())
                .filter(wanted -> wanted.unit() == Quantity.Unit.TIME)
                .isPresent();
        List<NamedReplica> named = database.replicas();
        if (replicas.isEmpty() && slots.isEmpty() && named.isEmpty()) {
            verdict.holds("Lag", "the server has no replica and no replication slot");
        }
        if (!named.isEmpty()) {
            String position = database.asIs(POSITION, Duration.ofSeconds(30), LagJudge::position, 1);
            for (NamedReplica replica : named) {
                judge(replica, position, inTime, expectation);
            }
        }
        for (Replica replica : replicas) {
            judge(replica, inTime, expectation);
        }
        for (Slot slot : slots) {
            judge(slot, inTime, expectation);
        }
    }

    private void judge(NamedReplica replica, String position, boolean inTime, Expectation expectation) {
        String what = "Lag of replica " + replica.name() + ", by itself";
        try (replica) {
            NamedReplica.Standing standing = replica.ask(position);
            if (inTime && standing.time().isEmpty()) {
                verdict.differs(
                        what + ": it has replayed nothing since it was started, and "
                                + Quantity.bytes(standing.bytes()).shown() + " are left.",
                        "Look into the replica's log.");
                return;
            }
            Quantity behind = inTime ? Quantity.time(standing.time().orElseThrow()) : Quantity.bytes(standing.bytes());
            verdict.judged(
                    Expectations.judge(expectation, behind),
                    what,
                    behind.shown() + " (" + Quantity.bytes(standing.bytes()).shown() + ")",
                    expectation);
        } catch (WorkFailed silent) {
            verdict.differs(
                    what + ": it cannot be asked. " + silent.failure().message(),
                    silent.failure().next());
        }
    }

    private static String position(ResultSet rows) throws SQLException {
        rows.next();
        return rows.getString(1);
    }

    private void judge(Replica replica, boolean inTime, Expectation expectation) {
        String what = "Lag of replica " + replica.name();
        Long bytes = replica.bytes();
        if (bytes == null) {
            verdict.differs(
                    what + ": user \"" + database.user() + "\" may not see it, or it has replayed nothing yet.", RIGHT);
            return;
        }
        Long time = replica.time();
        boolean caughtUp = time == null || bytes <= 0;
        Quantity behind = inTime ? Quantity.time(Duration.ofMillis(caughtUp ? 0 : time)) : Quantity.bytes(bytes);
        verdict.judged(
                Expectations.judge(expectation, behind),
                what,
                behind.shown() + " (" + replica.state() + ", "
                        + Quantity.bytes(bytes).shown() + ")",
                expectation);
    }

    private void judge(Slot slot, boolean inTime, Expectation expectation) {
        String what = "Kept for replication slot " + slot.name();
        Long bytes = slot.bytes();
        String found = (bytes == null ? "nothing" : Quantity.bytes(bytes).shown())
                + (slot.active() ? ", in use" : ", not in use") + ", " + slot.standing();
        if (slot.standing().equals("lost") || slot.standing().equals("unreserved")) {
            verdict.differs(
                    what + ": found " + found + "; expected that all it needs is kept.",
                    "Build the replica of the slot anew, or drop the slot (pg_drop_replication_slot) where nobody reads"
                            + " it any more.");
        } else if (inTime || bytes == null) {
            verdict.holds(what, found);
        } else {
            verdict.judged(
                    Expectations.judge(expectation, new Quantity(BigDecimal.valueOf(bytes), Quantity.Unit.BYTES)),
                    what,
                    found,
                    expectation);
        }
    }

    private static List<Replica> replicas(ResultSet rows) throws SQLException {
        List<Replica> replicas = new ArrayList<>();
        while (rows.next()) {
            replicas.add(new Replica(rows.getString(1), rows.getString(2), number(rows, 3), number(rows, 4)));
        }
        return replicas;
    }

    private static List<Slot> slots(ResultSet rows) throws SQLException {
        List<Slot> slots = new ArrayList<>();
        while (rows.next()) {
            slots.add(new Slot(rows.getString(1), rows.getString(2), rows.getBoolean(3), number(rows, 4)));
        }
        return slots;
    }

    private static @Nullable Long number(ResultSet rows, int column) throws SQLException {
        long number = rows.getLong(column);
        return rows.wasNull() ? null : number;
    }
}
