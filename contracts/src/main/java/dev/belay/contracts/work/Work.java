package dev.belay.contracts.work;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.stream.Stream;

/** What a command asks for; each kind of work belongs to exactly one kind of worker, but for {@link QuiesceWork} and {@link FenceWork}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MaintenanceWork.class, name = "maintenance"),
    @JsonSubTypes.Type(value = RolloutWork.class, name = "rollout"),
    @JsonSubTypes.Type(value = RunWork.class, name = "run"),
    @JsonSubTypes.Type(value = BackupWork.class, name = "backup"),
    @JsonSubTypes.Type(value = RestoreForecastWork.class, name = "restore-forecast"),
    @JsonSubTypes.Type(value = RestoreWork.class, name = "restore"),
    @JsonSubTypes.Type(value = DropSnapshotsWork.class, name = "drop-snapshots"),
    @JsonSubTypes.Type(value = MigrationStateWork.class, name = "migration-state"),
    @JsonSubTypes.Type(value = MigrateWork.class, name = "migrate"),
    @JsonSubTypes.Type(value = MigrateUndoWork.class, name = "migrate-undo"),
    @JsonSubTypes.Type(value = MigrateUndoForecastWork.class, name = "migrate-undo-forecast"),
    @JsonSubTypes.Type(value = OnlineStateWork.class, name = "online-state"),
    @JsonSubTypes.Type(value = OnlineMigrateWork.class, name = "online-migrate"),
    @JsonSubTypes.Type(value = OnlineUndoWork.class, name = "online-undo"),
    @JsonSubTypes.Type(value = UndoForecastWork.class, name = "undo-forecast"),
    @JsonSubTypes.Type(value = CheckWork.class, name = "check"),
    @JsonSubTypes.Type(value = BaselineWork.class, name = "baseline"),
    @JsonSubTypes.Type(value = WatchWork.class, name = "watch"),
    @JsonSubTypes.Type(value = CopyWork.class, name = "copy"),
    @JsonSubTypes.Type(value = CopyDropWork.class, name = "copy-drop"),
    @JsonSubTypes.Type(value = QuiesceWork.class, name = "quiesce"),
    @JsonSubTypes.Type(value = FenceWork.class, name = "fence"),
})
public sealed interface Work
        permits MaintenanceWork,
                RolloutWork,
                RunWork,
                BackupWork,
                RestoreForecastWork,
                RestoreWork,
                DropSnapshotsWork,
                MigrationStateWork,
                MigrateWork,
                MigrateUndoWork,
                MigrateUndoForecastWork,
                OnlineStateWork,
                OnlineMigrateWork,
                OnlineUndoWork,
                UndoForecastWork,
                CheckWork,
                BaselineWork,
                WatchWork,
                CopyWork,
                CopyDropWork,
                QuiesceWork,
                FenceWork {
    /** The word for such work in messages, metrics and traces, such as {@code restore-forecast}. */
    static String kind(Class<? extends Work> type) {
        return Stream.of(Work.class.getAnnotation(JsonSubTypes.class).value())
                .filter(known -> known.value() == type)
                .map(JsonSubTypes.Type::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No word for " + type));
    }
}
