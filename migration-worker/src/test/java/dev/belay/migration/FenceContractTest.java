package dev.belay.migration;

import dev.belay.contracts.fence.FenceClaim;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.FenceWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.runtime.FenceHandler;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerContract;
import java.util.List;

/** Claiming twice is claiming once, so a claim that was cut off begins again. */
class FenceContractTest extends HandlerContract {
    private final Login database = ThrowawayPostgres.database();

    @Override
    protected Handler<?> handler() {
        return new FenceHandler();
    }

    @Override
    protected Environment environment() {
        return Environments.environment().database(database).build();
    }

    @Override
    protected Work work() {
        return new FenceWork(FenceWork.Operation.CLAIM, new FenceClaim(FenceToken.parse("deployment-1/1"), null));
    }

    @Override
    protected int effects() {
        return begun();
    }

    @Override
    protected boolean takesATurn() {
        return false;
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
