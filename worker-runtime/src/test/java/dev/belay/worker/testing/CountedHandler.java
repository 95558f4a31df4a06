package dev.belay.worker.testing;

import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.util.concurrent.atomic.AtomicInteger;

/** A handler that counts how often its work is begun. */
record CountedHandler<W extends Work>(Handler<W> counted, AtomicInteger begun) implements Handler<W> {
    @Override
    public Class<W> accepts() {
        return counted.accepts();
    }

    @Override
    public Done handle(W work, Execution execution) throws Exception {
        begun.incrementAndGet();
        return counted.handle(work, execution);
    }

    @Override
    public Witnessed witness(W work, Execution execution) throws Exception {
        return counted.witness(work, execution);
    }
}
