package dev.belay.worker.execution;

import dev.belay.contracts.work.Work;
import dev.belay.worker.failure.WorkFailed;

/**
 * Carries out one kind of work.
 *
 * <p>A handler is called at most once per execution. It throws {@link WorkFailed} where the work did not succeed, and
 * may throw anything once {@link Execution#cancelled} holds.
 */
public interface Handler<W extends Work> {
    Class<W> accepts();

    Done handle(W work, Execution execution) throws Exception;

    /**
     * Finds out what became of work that a predecessor of this process had begun and not answered: by a marker written
     * in the effect's own transaction, or by a probe of the postcondition. Nothing of it is running any more.
     */
    Witnessed witness(W work, Execution execution) throws Exception;
}
