package dev.belay.orchestrator.workflow.request;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.work.Work;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One lease to be sent.
 *
 * @param acceptWithin a worker that reads the command later than so long after it was sent refuses it
 * @param fence the deployment's turn on the target database, absent where it has none
 * @param copy on which the work is done instead, absent where it is done on the database itself
 */
public record DispatchRequest(
        Address address,
        ExecutionId execution,
        int lease,
        Duration acceptWithin,
        Duration timeout,
        Work work,
        @Nullable FenceToken fence,
        @Nullable DatabaseCopy copy) {

    /** Which worker is meant, and for which environment. */
    public record Address(String pool, WorkerKind worker, String environment) {}
}
