package dev.belay.contracts;

import java.util.List;

/**
 * Proves that nothing of a deployment runs on the worker any more; answers with {@link Output.Quiesced}.
 *
 * <p>Every kind of worker takes it. It cancels what runs, kills process groups and terminates database sessions that
 * carry one of the executions' names.
 *
 * @param executions those that may still be running; all others of the deployment are looked for too
 */
public record QuiesceWork(List<ExecutionId> executions) implements Work {
    public QuiesceWork {
        executions = List.copyOf(executions);
    }
}
