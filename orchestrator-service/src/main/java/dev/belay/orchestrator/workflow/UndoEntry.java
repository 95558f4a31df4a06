package dev.belay.orchestrator.workflow;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.belay.contracts.MaintenanceWork;
import dev.belay.contracts.Output;
import dev.belay.contracts.StepId;
import dev.belay.contracts.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one step is taken back, as recorded before it began.
 *
 * @param described for people, such as "back to version v1.0.0"
 * @param backup this deployment's newest verified backup when the step began, absent before there is one
 */
record UndoEntry(StepId step, Area area, Way way, String described, Output.@Nullable BackupTaken backup) {

    /** What an undo touches; one that has failed blocks the others in its area. */
    enum Area {
        MAINTENANCE,
        CODE,
        DATABASE,
        OUTSIDE
    }

    /** The ways back. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "way")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ByWork.class, name = "by-work"),
        @JsonSubTypes.Type(value = ByRestore.class, name = "by-restore"),
        @JsonSubTypes.Type(value = ByNothing.class, name = "by-nothing"),
    })
    sealed interface Way {}

    /** A worker does it. */
    record ByWork(Work work, Duration timeout) implements Way {}

    /** The database comes from the backup. */
    record ByRestore() implements Way {}

    /** Nothing takes it back, says the plan. */
    record ByNothing() implements Way {}

    /** Whether this undo sets the maintenance page so. */
    boolean switchesMaintenance(MaintenanceWork.Switch to) {
        return way instanceof ByWork byWork && byWork.work().equals(new MaintenanceWork(to));
    }

    UndoEntry byRestore() {
        return new UndoEntry(step, area, new ByRestore(), "restored from the backup", backup);
    }
}
