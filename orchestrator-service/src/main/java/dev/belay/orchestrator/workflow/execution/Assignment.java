package dev.belay.orchestrator.workflow.execution;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.work.Work;
import dev.belay.contracts.work.WorkOwners;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Work for a worker, before it has an ordinal.
 *
 * @param copy on which it is done instead; absent where it is done on the database itself
 */
public record Assignment(
        StepId step,
        Direction direction,
        WorkerKind worker,
        Work work,
        Duration timeout,
        @Nullable DatabaseCopy copy) {
    /** Work on the database itself. */
    public Assignment(StepId step, Direction direction, WorkerKind worker, Work work, Duration timeout) {
        this(step, direction, worker, work, timeout, null);
    }

    public static Assignment of(StepId step, Direction direction, Work work, Duration timeout) {
        return new Assignment(step, direction, WorkOwners.of(work.getClass()), work, timeout);
    }

    /** The same work on a copy instead. */
    public Assignment on(DatabaseCopy other) {
        return new Assignment(step, direction, worker, work, timeout, other);
    }
}
