package dev.belay.orchestrator.workflow.execution;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.Work;
import dev.belay.contracts.WorkOwners;
import dev.belay.contracts.WorkerKind;
import java.time.Duration;

/** Work for a worker, before it has an ordinal. */
public record Assignment(StepId step, Direction direction, WorkerKind worker, Work work, Duration timeout) {
    public static Assignment of(StepId step, Direction direction, Work work, Duration timeout) {
        return new Assignment(step, direction, WorkOwners.of(work.getClass()), work, timeout);
    }
}
