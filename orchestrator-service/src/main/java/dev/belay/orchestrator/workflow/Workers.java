package dev.belay.orchestrator.workflow;

import dev.belay.contracts.BackupWork;
import dev.belay.contracts.CheckWork;
import dev.belay.contracts.MaintenanceWork;
import dev.belay.contracts.MigrateUndoWork;
import dev.belay.contracts.MigrateWork;
import dev.belay.contracts.MigrationStateWork;
import dev.belay.contracts.QuiesceWork;
import dev.belay.contracts.RestoreForecastWork;
import dev.belay.contracts.RestoreWork;
import dev.belay.contracts.RolloutWork;
import dev.belay.contracts.RunWork;
import dev.belay.contracts.Work;
import dev.belay.contracts.WorkerKind;
import java.util.Map;

/** Which kind of worker owns which kind of work. */
final class Workers {
    private static final Map<Class<? extends Work>, WorkerKind> OWNERS = Map.of(
            MaintenanceWork.class, WorkerKind.ROLLOUT,
            RolloutWork.class, WorkerKind.ROLLOUT,
            RunWork.class, WorkerKind.ROLLOUT,
            BackupWork.class, WorkerKind.BACKUP,
            RestoreForecastWork.class, WorkerKind.BACKUP,
            RestoreWork.class, WorkerKind.BACKUP,
            MigrationStateWork.class, WorkerKind.MIGRATION,
            MigrateWork.class, WorkerKind.MIGRATION,
            MigrateUndoWork.class, WorkerKind.MIGRATION,
            CheckWork.class, WorkerKind.HEALTHCHECK);

    private Workers() {}

    /**
     * The owner of the work.
     *
     * @throws IllegalArgumentException for {@link QuiesceWork}, which every kind of worker takes
     */
    static WorkerKind of(Work work) {
        WorkerKind owner = OWNERS.get(work.getClass());
        if (owner == null) {
            throw new IllegalArgumentException(
                    work.getClass().getSimpleName() + " belongs to no single kind of worker");
        }
        return owner;
    }
}
