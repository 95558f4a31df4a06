package dev.belay.backup.swapping;

import dev.belay.backup.counting.SessionMarks;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.SessionMark;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be proven of a restore that no person has decided: since the backup nobody but Belay has connected.
 *
 * <p>PostgreSQL counts every client session of a database. The counter is compared while the database is locked against
 * new sessions and the last one has gone, so that nobody can slip in between the proof and the swap. Workers of
 * extensions do not count, so that only preloaded libraries are accepted that are known to have none that write.
 *
 * @param since the counters at the backup, absent where they could not be read
 * @param own sessions that Belay itself has opened since
 */
public record Untouched(@Nullable SessionMark since, int own) {
    private static final Set<String> HARMLESS = Set.of(
            "auto_explain",
            "auth_delay",
            "passwordcheck",
            "pg_hint_plan",
            "pg_prewarm",
            "pg_qualstats",
            "pg_stat_kcache",
            "pg_stat_statements",
            "pg_wait_sampling",
            "pgaudit");

    private static final String NO_RIGHT = "42501";

    public static Optional<Untouched> of(RestoreWork work) {
        Integer own = work.onlyAfterOwnSessions();
        return own == null
                ? Optional.empty()
                : Optional.of(new Untouched(work.backup().sessions(), own));
    }

    /** Fails where this server could not give the proof; nothing has been touched yet. */
    public void requireProvable(DatabaseSession server, String live) throws SQLException {
        SessionMark then = since;
        if (then == null) {
            throw notProven("the backup of database \"" + live + "\" has no exact count of sessions");
        }
        if (then.untagged() > 0) {
            throw notProven(then.untagged() + " sessions of others were open on database \"" + live
                    + "\" when the backup was taken");
        }
        List<String> unknown = preloaded(server).stream()
                .filter(library -> !HARMLESS.contains(library))
                .toList();
        if (!unknown.isEmpty()) {
            throw notProven(
                    "the server has preloaded " + String.join(", ", unknown) + ", which may write without a session");
        }
    }

    /** Fails unless exactly our own sessions have been established; call while nobody can connect. */
    void require(DatabaseSession server, String database) throws SQLException {
        SessionMark then = since;
        Optional<SessionMark> now = SessionMarks.ofEmpty(database, server);
        if (then == null || now.isEmpty() || !now.get().since().equals(then.since())) {
            throw notProven("the session counters have been reset since the backup");
        }
        long others = now.get().established() - then.established() - own - 1;
        if (others != 0) {
            throw notProven(others + " sessions of others have been established since the backup");
        }
    }

    public Evidence evidence() {
        return new Evidence(
                "nobody else has connected since the backup",
                "proven by the server's count of sessions while the database was locked: " + (own + 1)
                        + ", all of them Belay's own");
    }

    private static List<String> preloaded(DatabaseSession server) throws SQLException {
        try {
            String libraries = server.text("select current_setting('shared_preload_libraries')");
            return List.of(libraries.split(",")).stream()
                    .map(library -> library.strip().replace("\"", "").replace("$libdir/", ""))
                    .filter(library -> !library.isEmpty())
                    .toList();
        } catch (SQLException error) {
            if (NO_RIGHT.equals(error.getSQLState())) {
                throw notProven("the administrator may not read shared_preload_libraries (pg_read_all_settings)");
            }
            throw error;
        }
    }

    private static WorkFailed notProven(String why) {
        return new WorkFailed(
                FailureCode.RESTORE_NOT_PROVEN,
                "It is not proven that nobody else wrote since the backup: " + why + ". Nothing was swapped.",
                "Look at what a restore would lose, and decide.");
    }
}
