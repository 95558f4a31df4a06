package dev.belay.worker.runtime;

import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A handler whose effect is a line in a file, for tests of the runtime itself. */
final class FileHandler implements Handler<MaintenanceWork> {
    private final Path file;
    private final Processes processes;
    private final String script;

    FileHandler(Path file, Processes processes, String script) {
        this.file = file;
        this.processes = processes;
        this.script = script;
    }

    @Override
    public Class<MaintenanceWork> accepts() {
        return MaintenanceWork.class;
    }

    @Override
    public Done handle(MaintenanceWork work, Execution execution) throws Exception {
        Files.writeString(file, execution.id() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        processes.run(ProcessRequest.of(List.of("sh", "-c", script)), execution);
        return Done.with();
    }

    @Override
    public Witnessed witness(MaintenanceWork work, Execution execution) throws Exception {
        boolean done = Files.exists(file)
                && Files.readString(file).contains(execution.id().text());
        return done ? new Witnessed.WasDone(Done.with()) : new Witnessed.WasNotDone("the file has no such line");
    }
}
