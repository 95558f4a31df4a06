package dev.belay.rollout;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.SupervisedProcesses;
import java.util.List;
import java.util.Map;

/** Reading which release is live changes nothing, so its witness never calls it done. */
class CurrentReleaseContractTest extends ShopContract {
    @Override
    void letHoldUp(Shop shop, String script) {
        shop.currentBy(script + "; cat live/version");
    }

    @Override
    Handler<?> handler(SupervisedProcesses processes) {
        return new RolloutHandler(processes);
    }

    @Override
    protected Work work() {
        return new RolloutWork(RolloutWork.Operation.CURRENT, null, Map.of());
    }

    @Override
    String effect() {
        return "current";
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    @Override
    List<Outcome> brokenOff() {
        return List.of(Outcome.NOT_DONE);
    }
}
