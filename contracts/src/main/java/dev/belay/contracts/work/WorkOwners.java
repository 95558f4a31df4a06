package dev.belay.contracts.work;

import dev.belay.contracts.WorkerKind;
import java.util.Map;

/** Which kind of worker owns which kind of work. */
public final class WorkOwners {
    private static final Map<Class<? extends Work>, WorkerKind> OWNERS = Map.ofEntries(
            Map.entry(MaintenanceWork.class, WorkerKind.ROLLOUT),
            Map.entry(RolloutWork.class, WorkerKind.ROLLOUT),
            Map.entry(RunWork.class, WorkerKind.ROLLOUT),
            Map.entry(BackupWork.class, WorkerKind.BACKUP),
            Map.entry(RestoreForecastWork.class, WorkerKind.BACKUP),
            Map.entry(RestoreWork.class, WorkerKind.BACKUP),
            Map.entry(DropSnapshotsWork.class, WorkerKind.BACKUP),
            Map.entry(CopyWork.class, WorkerKind.BACKUP),
            Map.entry(CopyDropWork.class, WorkerKind.BACKUP),
            Map.entry(MigrationStateWork.class, WorkerKind.MIGRATION),
            Map.entry(MigrateWork.class, WorkerKind.MIGRATION),
            Map.entry(MigrateUndoWork.class, WorkerKind.MIGRATION),
            Map.entry(MigrateUndoForecastWork.class, WorkerKind.MIGRATION),
            Map.entry(OnlineStateWork.class, WorkerKind.MIGRATION),
            Map.entry(OnlineMigrateWork.class, WorkerKind.MIGRATION),
            Map.entry(OnlineUndoWork.class, WorkerKind.MIGRATION),
            Map.entry(UndoForecastWork.class, WorkerKind.MIGRATION),
            Map.entry(CheckWork.class, WorkerKind.HEALTHCHECK),
            Map.entry(BaselineWork.class, WorkerKind.HEALTHCHECK),
            Map.entry(WatchWork.class, WorkerKind.HEALTHCHECK));

    private WorkOwners() {}

    /**
     * The owner of a kind of work.
     *
     * @throws IllegalArgumentException for {@link QuiesceWork} and {@link FenceWork}, which every kind of worker takes
     */
    public static WorkerKind of(Class<? extends Work> work) {
        WorkerKind owner = OWNERS.get(work);
        if (owner == null) {
            throw new IllegalArgumentException(work.getSimpleName() + " belongs to no single kind of worker");
        }
        return owner;
    }
}
