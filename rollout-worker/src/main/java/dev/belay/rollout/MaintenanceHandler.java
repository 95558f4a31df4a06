package dev.belay.rollout;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.MaintenanceSettings;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.process.Processes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Switches the maintenance page with the environment's commands. */
public final class MaintenanceHandler implements Handler<MaintenanceWork> {
    private final CommandRunner commands;

    public MaintenanceHandler(Processes processes) {
        this.commands = new CommandRunner(processes);
    }

    @Override
    public Class<MaintenanceWork> accepts() {
        return MaintenanceWork.class;
    }

    @Override
    public Done handle(MaintenanceWork work, Execution execution) throws InterruptedException {
        MaintenanceSettings settings = execution.environment().requireMaintenance();
        Stage stage =
                switch (work.to()) {
                    case ON -> new Stage("maintenance on", settings.on());
                    case OFF -> new Stage("maintenance off", settings.off());
                };
        CommandRunner.Context context = new CommandRunner.Context(
                Substitutions.of(execution.environment(), Optional.empty()), Map.of(), List.of());
        List<Evidence> evidence = new ArrayList<>(commands.run(stage, context, execution));
        evidence.add(new Evidence("maintenance", work.to() == MaintenanceWork.Switch.ON ? "on" : "off"));
        return new Done(null, evidence);
    }

    /** The language declares these commands repeatable. */
    @Override
    public Witnessed witness(MaintenanceWork work, Execution execution) {
        return new Witnessed.WasNotDone("its commands are repeatable and begin again");
    }
}
