package dev.belay.rollout;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.SupervisedProcesses;
import java.util.List;
import java.util.Map;

/** A roll-out notes its last command, and the live version then proves it. */
class RolloutContractTest extends ShopContract {
    @Override
    void letHoldUp(Shop shop, String script) {
        shop.startedBy(script);
    }

    @Override
    Handler<?> handler(SupervisedProcesses processes) {
        return new RolloutHandler(processes);
    }

    @Override
    protected Work work() {
        return new RolloutWork(RolloutWork.Operation.ROLL_OUT, new Release("v2.0.0", null), Map.of("MODE", "fast"));
    }

    @Override
    String effect() {
        return "activate";
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
