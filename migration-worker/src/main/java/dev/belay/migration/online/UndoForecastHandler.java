package dev.belay.migration.online;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.UndoForecastWork;
import dev.belay.migration.online.operation.Operation;
import dev.belay.migration.session.TargetSessions;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Counts what taking operations back would drop of what was written since, so that people see it before. */
public final class UndoForecastHandler implements Handler<UndoForecastWork> {
    @Override
    public Class<UndoForecastWork> accepts() {
        return UndoForecastWork.class;
    }

    @Override
    public Done handle(UndoForecastWork work, Execution execution) {
        TargetSessions sessions = OnlineSite.sessions(execution);
        String now = "count what was written since";
        try (Connection connection = OnlineSite.connect(sessions)) {
            List<Operation> operations = Operations.of(work.undo().operations());
            List<Evidence> dropped = new ArrayList<>();
            for (int index = operations.size() - 1; index >= 0; index--) {
                now = "count what was written since: " + operations.get(index).describe();
                dropped.addAll(operations
                        .get(index)
                        .dropped(connection, work.undo().before().found().get(index)));
            }
            return Done.with(
                    new Output.UndoForecast(dropped),
                    new Evidence(
                            "written since, and dropped by going back",
                            dropped.isEmpty() ? "nothing" : dropped.size() + " of them, see the question"));
        } catch (SQLException failed) {
            throw OnlineFailures.of(sessions, now, failed);
        }
    }

    @Override
    public Witnessed witness(UndoForecastWork work, Execution execution) {
        return new Witnessed.WasNotDone("it only reads");
    }
}
