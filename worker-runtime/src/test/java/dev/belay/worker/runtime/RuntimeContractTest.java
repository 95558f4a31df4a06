package dev.belay.worker.runtime;

import dev.belay.contracts.MaintenanceWork;
import dev.belay.contracts.Outcome;
import dev.belay.contracts.Work;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

class RuntimeContractTest extends HandlerContract {
    @Override
    protected Handler<?> handler() {
        return new FileHandler(file(), new SupervisedProcesses(Duration.ofSeconds(1)), "true");
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
    protected int effects() {
        try {
            return Files.exists(file()) ? Files.readAllLines(file()).size() : 0;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    protected List<Outcome> afterEffect() {
        return List.of(Outcome.SUCCEEDED);
    }

    @Override
    protected List<Outcome> beforeEffect() {
        return List.of(Outcome.NOT_DONE);
    }

    private Path file() {
        return workerDirectory.resolve("effects");
    }
}
