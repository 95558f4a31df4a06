package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Form;
import dev.belay.contracts.work.BackupWork.Snapshot;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Backs the database up.
 *
 * @param keep how many verified backups stay, absent where the environment decides
 * @param snapshot where a copy of the database is kept too, absent where none is
 * @param form of the dump, absent where the worker chooses it
 * @param copyTo the place to which it is copied, absent where it is not
 */
public record BackupStep(
        Set<BackupWork.Verification> verifications,
        @Nullable Integer keep,
        @Nullable Snapshot snapshot,
        @Nullable Form form,
        @Nullable String copyTo)
        implements StepDefinition {
    public BackupStep {
        verifications = Collections.unmodifiableSet(new TreeSet<>(verifications));
    }

    /** Whether a test restore proves it; only such a backup is gone back to. */
    public boolean provesToRestore() {
        return verifications.contains(BackupWork.Verification.RESTORE);
    }

    @Override
    public StepKind kind() {
        return StepKind.BACKUP;
    }
}
