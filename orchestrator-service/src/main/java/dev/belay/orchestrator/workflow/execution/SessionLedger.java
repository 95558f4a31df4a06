package dev.belay.orchestrator.workflow.execution;

import dev.belay.contracts.BackupId;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.work.Output;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How many sessions Belay itself has opened on the database since each of the deployment's backups.
 *
 * <p>An execution that does not know its own count, or that ran beside a backup, makes the number unknown.
 */
public final class SessionLedger {
    private final Map<BackupId, Integer> sinceBackup = new LinkedHashMap<>();
    private int open;
    private boolean overlapping;

    /** An execution begins; its result is reported by {@link #ends}. */
    void begins() {
        open++;
        overlapping |= open > 1;
    }

    void ends(Result result) {
        count(result);
        open--;
        overlapping &= open > 0;
    }

    /** Empty where it is not known. */
    public Optional<Integer> since(BackupId backup) {
        return Optional.ofNullable(sinceBackup.get(backup));
    }

    private void count(Result result) {
        Integer sessions = result.account().databaseSessions();
        if (sessions == null) {
            sinceBackup.clear();
            return;
        }
        sinceBackup.replaceAll((backup, before) -> before + sessions);
        if (result.output() instanceof Output.BackupTaken taken && !overlapping) {
            sinceBackup.put(taken.id(), sessions);
        }
    }
}
