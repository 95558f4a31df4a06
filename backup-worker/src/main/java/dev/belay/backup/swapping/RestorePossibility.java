package dev.belay.backup.swapping;

import dev.belay.backup.catalogue.DatabaseNeeds;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.List;

/** Whether a backup could be restored beside the live database and swapped, told while there is still time. */
public final class RestorePossibility {
    private static final String LABEL = "restore beside and swap";

    private RestorePossibility() {}

    /**
     * Fails where what stands in the way would not go away by itself, as sessions do.
     *
     * @param databaseBytes how large the database is
     * @throws WorkFailed names every reason
     */
    public static void require(DatabaseNeeds needs, long databaseBytes, ServerRoom room, Execution execution)
            throws SQLException, InterruptedException {
        DatabaseSettings settings = execution.environment().requireDatabase();
        ServerLogins logins = ServerLogins.of(settings);
        try (DatabaseSession server = logins.besides(execution)) {
            List<String> reasons =
                    SwapPreconditions.of(server, logins.live(), needs).lastingReasons();
            if (!reasons.isEmpty()) {
                throw new WorkFailed(
                        FailureCode.RESTORE_NOT_POSSIBLE,
                        "A later step of the plan is undone by restoring this backup, which would not be possible: "
                                + String.join("; ", reasons) + ". No dump was taken.",
                        "Mend that before the release: operations guide, \"Rights in the target database\". Or give the"
                                + " step another \"undo\" than restore; by hand a backup can be restored in place, with"
                                + " the application stopped for as long as pg_restore takes.");
            }
            room.forRestore(server, databaseBytes);
        }
    }

    /**
     * Looks with the administrator's eyes; sessions may come and go until a restore, rights and slots rather not.
     *
     * @param databaseBytes how large the database is
     */
    public static List<Evidence> of(DatabaseNeeds needs, long databaseBytes, ServerRoom room, Execution execution)
            throws InterruptedException {
        ServerLogins logins = ServerLogins.of(execution.environment().requireDatabase());
        try (DatabaseSession server = logins.besides(execution)) {
            List<String> reasons =
                    SwapPreconditions.of(server, logins.live(), needs).reasons();
            return List.of(
                    new Evidence(
                            LABEL,
                            reasons.isEmpty()
                                    ? "possible, as the server is now"
                                    : "not possible, as the server is now: " + String.join("; ", reasons)
                                            + ". A restore would have to be done by hand, with the application stopped:"
                                            + " mend this before the release"),
                    room(server, databaseBytes, room));
        } catch (SQLException | WorkFailed unknown) {
            return List.of(new Evidence(LABEL, "not known: " + unknown.getMessage()));
        }
    }

    private static Evidence room(DatabaseSession server, long databaseBytes, ServerRoom room)
            throws SQLException, InterruptedException {
        try {
            return room.forRestore(server, databaseBytes);
        } catch (WorkFailed full) {
            return new Evidence(ServerRoom.LABEL, "not enough for a restore now: " + full.getMessage());
        }
    }
}
