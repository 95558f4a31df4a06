package dev.belay.orchestrator.workflow.request;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.belay.contracts.StepId;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one step is taken back, as recorded before it began.
 *
 * @param described for people, such as "back to version v1.0.0"
 * @param backup this deployment's newest verified backup when the step began, absent before there is one
 */
public record UndoEntry(StepId step, Area area, Way way, String described, Output.@Nullable BackupTaken backup) {

    /** What an undo touches; one that has failed blocks the others in its area. */
    public enum Area {
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
    public record ByWork(Work work, Duration timeout) implements Way {}

    /** The database comes from the backup. */
    public record ByRestore() implements Way {}

    /** Nothing takes it back, says the plan. */
    public record ByNothing() implements Way {}

    /** Whether this undo sets the maintenance page so. */
    public boolean switchesMaintenance(MaintenanceWork.Switch to) {
        return way instanceof ByWork byWork && byWork.work().equals(new MaintenanceWork(to));
    }

    public UndoEntry byRestore() {
        return new UndoEntry(step, area, new ByRestore(), "restored from the backup", backup);
    }
}
