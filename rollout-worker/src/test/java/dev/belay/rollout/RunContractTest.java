package dev.belay.rollout;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.RunWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.TaskSettings;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of a task that may not be repeated nobody knows how far it came, until it has noted its end. */
class RunContractTest extends ShopContract {
    private String script = "";

    @Override
    void letHoldUp(Shop shop, String held) {
        script = held;
    }

    @Override
    Environments complete(Environments environment, Shop shop) {
        CommandLine command = shop.command("import", script);
        return environment.task(new TaskSettings(
                "import", command, Optional.empty(), Manifest.Changes.DATA, Optional.empty(), Optional.empty(), false));
    }

    @Override
    Handler<?> handler(SupervisedProcesses processes) {
        return new RunHandler(processes);
    }

    @Override
    protected Work work() {
        return new RunWork("import", Map.of(), RunWork.Mode.REAL, null);
    }

    @Override
    String effect() {
        return "import";
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
        return List.of(Outcome.UNKNOWN);
    }
}
