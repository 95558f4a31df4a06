package dev.belay.rollout;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.environment.settings.MaintenanceSettings;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import java.util.List;

/** The commands of a maintenance page are repeatable, so they begin again after a crash. */
class MaintenanceContractTest extends ShopContract {
    private String script = "";

    @Override
    void letHoldUp(Shop shop, String held) {
        script = held;
    }

    @Override
    Environments complete(Environments environment, Shop shop) {
        return environment.maintenance(
                new MaintenanceSettings(List.of(shop.command("maintenance", script)), List.of()));
    }

    @Override
    Handler<?> handler(SupervisedProcesses processes) {
        return new MaintenanceHandler(processes);
    }

    @Override
    protected Work work() {
        return new MaintenanceWork(MaintenanceWork.Switch.ON);
    }

    @Override
    String effect() {
        return "maintenance";
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
