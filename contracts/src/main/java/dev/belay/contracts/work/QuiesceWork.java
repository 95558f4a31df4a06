package dev.belay.contracts.work;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.fence.FenceClaim;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proves that nothing of a deployment runs on the worker any more; answers with {@link Output.Quiesced}.
 *
 * <p>Every kind of worker takes it. It cancels what runs, kills process groups and terminates database sessions that
 * carry one of the executions' names.
 *
 * @param executions those that may still be running; all others of the deployment are looked for too
 * @param claim the next turn on the database, which is taken before its sessions are ended, so that none can be opened
 *     any more under the old one; absent where the database is not fenced
 */
public record QuiesceWork(
        List<ExecutionId> executions, @Nullable FenceClaim claim) implements Work {
    public QuiesceWork {
        executions = List.copyOf(executions);
    }
}
