package dev.belay.contracts;

import java.util.Map;

/** Which kind of worker owns which kind of work. */
public final class WorkOwners {
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

    private WorkOwners() {}

    /**
     * The owner of a kind of work.
     *
     * @throws IllegalArgumentException for {@link QuiesceWork}, which every kind of worker takes
     */
    public static WorkerKind of(Class<? extends Work> work) {
        WorkerKind owner = OWNERS.get(work);
        if (owner == null) {
            throw new IllegalArgumentException(work.getSimpleName() + " belongs to no single kind of worker");
        }
        return owner;
    }
}
