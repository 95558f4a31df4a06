package dev.belay.worker.runtime;

import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.contracts.work.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerContract;
import dev.belay.worker.testing.HeldScript;
import dev.belay.worker.testing.SlowWork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

class RuntimeContractTest extends HandlerContract {
    @Override
    protected Handler<?> handler() {
        return new FileHandler(file(), new SupervisedProcesses(Duration.ofSeconds(1)), held().text());
    }

    @Override
    protected Environment environment() {
        return Environments.environment().build();
    }

    @Override
    protected Work work() {
        return new MaintenanceWork(MaintenanceWork.Switch.ON);
    }

    @Override
    protected int effects() throws IOException {
        return Files.exists(file()) ? Files.readAllLines(file()).size() : 0;
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
    protected Optional<SlowWork> slowWork() {
        HeldScript held = held();
        held.hold();
        return Optional.of(new SlowWork(work(), held::runs, List.of(Outcome.SUCCEEDED)));
    }

    private HeldScript held() {
        return new HeldScript(workerDirectory);
    }

    private Path file() {
        return workerDirectory.resolve("effects");
    }
}
