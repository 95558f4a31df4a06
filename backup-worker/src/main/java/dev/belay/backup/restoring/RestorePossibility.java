package dev.belay.backup.restoring;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.Evidence;
import dev.belay.worker.environment.DatabaseSettings;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.List;

/** Whether a backup could be restored beside the live database and swapped, told while there is still time. */
public final class RestorePossibility {
    private static final String LABEL = "restore beside and swap";

    private RestorePossibility() {}

    /** Looks with the administrator's eyes; sessions may come and go until a restore, rights and slots rather not. */
    public static Evidence of(DatabaseSettings settings, BackupManifest manifest, Execution execution) {
        ServerLogins logins = ServerLogins.of(settings);
        try (DatabaseSession server = logins.besides(execution)) {
            List<String> reasons = SwapPreconditions.reasons(server, logins.live(), manifest);
            return new Evidence(
                    LABEL,
                    reasons.isEmpty()
                            ? "possible, as the server is now"
                            : "not possible, as the server is now: " + String.join("; ", reasons)
                                    + ". A restore would have to be done by hand, with the application stopped: mend"
                                    + " this before the release");
        } catch (SQLException | WorkFailed unknown) {
            return new Evidence(LABEL, "not known: " + unknown.getMessage());
        }
    }
}
