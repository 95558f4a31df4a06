package dev.belay.orchestrator.workflow.request;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.work.Output;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one workflow of a deployment hands on to the next: what is to be done stays in the request.
 *
 * @param told how far the events have come
 * @param undo how everything is taken back
 * @param measured what was measured before the first change
 */
public record Handover(DeploymentRequest request, Told told, Done done, Undo undo, Measured measured) {

    /**
     * How far the events have come.
     *
     * @param seq of the last event
     * @param asked how many questions have been asked
     */
    public record Told(long seq, DeploymentStatus status, int asked) {}

    /**
     * What has been asked of the workers.
     *
     * @param ordinals the last one of each step and direction
     * @param fence the last turn on the target database, absent where there was none
     */
    public record Done(
            Map<String, Integer> ordinals,
            List<WorkerKind> workers,
            @Nullable FenceToken fence) {
        public Done {
            ordinals = new TreeMap<>(ordinals);
            workers = List.copyOf(workers);
        }
    }

    /**
     * How everything is taken back.
     *
     * @param entries all of them, those of what is kept included
     * @param changed whether any change has begun
     * @param irreversible whether there is one that nothing takes back
     * @param floor the phase that is kept and at whose end a rollback stops, absent where it goes to the beginning
     * @param keeps the steps that lie before the floor; absent in what older versions have handed on
     * @param passed the steps to which one can go back, in the order in which they were passed; absent as before
     */
    public record Undo(
            List<UndoEntry> entries,
            boolean changed,
            boolean irreversible,
            Output.@Nullable BackupTaken backup,
            @Nullable String floor,
            @Nullable List<StepId> keeps,
            @Nullable List<StepId> passed) {}

    /**
     * What was measured before the first change.
     *
     * @param reference what checks of the database compare with; absent in what older versions have handed on
     */
    public record Measured(Map<String, List<Output.Measured>> series, List<LogMark> logs, Reference reference) {
        public Measured {
            series = new TreeMap<>(series);
            logs = List.copyOf(logs);
            reference = reference == null ? Reference.NOTHING : reference;
        }
    }
}
