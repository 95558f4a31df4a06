package dev.belay.rollout;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.SupervisedProcesses;
import java.util.List;
import java.util.Map;

/** A prepared release is marked so after its last command; without the mark it is cleared away. */
class PreparationContractTest extends ShopContract {
    @Override
    void letHoldUp(Shop shop, String script) {
        shop.preparedBy(script + "; mkdir \"$1\" && echo $2 > \"$1/version\"");
    }

    @Override
    Handler<?> handler(SupervisedProcesses processes) {
        return new RolloutHandler(processes);
    }

    @Override
    protected Work work() {
        return new RolloutWork(RolloutWork.Operation.PREPARE, new Release("v2.0.0", null), Map.of());
    }

    @Override
    String effect() {
        return "prepare";
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.SUCCEEDED);
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
