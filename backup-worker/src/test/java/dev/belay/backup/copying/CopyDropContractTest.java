package dev.belay.backup.copying;

import dev.belay.backup.ShopContract;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.CopyDropWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import java.time.Clock;
import java.util.List;

/** Dropping twice is dropping once, so a drop begins again. */
class CopyDropContractTest extends ShopContract {
    @Override
    protected Handler<?> handler() {
        return new CopyDropHandler(new Copies(Clock.systemUTC()));
    }

    @Override
    protected Work work() {
        return new CopyDropWork();
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
