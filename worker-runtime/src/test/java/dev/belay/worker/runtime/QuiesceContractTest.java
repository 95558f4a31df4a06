package dev.belay.worker.runtime;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerContract;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Quiescing holds the contract too, without slow work: what it waits for is itself being cancelled. */
class QuiesceContractTest extends HandlerContract {
    private final AtomicReference<Executions> executions = new AtomicReference<>();

    @Override
    protected Handler<?> handler() {
        return new QuiesceHandler(executions::get, Clock.systemUTC());
    }

    @Override
    protected void started(Executions started) {
        executions.set(started);
    }

    @Override
    protected Environment environment() {
        return Environments.environment().build();
    }

    @Override
    protected Work work() {
        return new QuiesceWork(List.of(), null);
    }

    @Override
    protected int effects() {
        return begun();
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }
}
