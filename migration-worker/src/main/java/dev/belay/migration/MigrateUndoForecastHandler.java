package dev.belay.migration;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.MigrateUndoForecastWork;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.Output;
import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.migration.written.WrittenRows;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Counts what taking migrations back would drop of what was written since, so that people see it before. */
public final class MigrateUndoForecastHandler implements Handler<MigrateUndoForecastWork> {
    private final MigrationProperties properties;
    private final MigrationTools tools;
    private final WrittenRows written;

    public MigrateUndoForecastHandler(MigrationProperties properties, MigrationTools tools, WrittenRows written) {
        this.properties = properties;
        this.tools = tools;
        this.written = written;
    }

    @Override
    public Class<MigrateUndoForecastWork> accepts() {
        return MigrateUndoForecastWork.class;
    }

    @Override
    public Done handle(MigrateUndoForecastWork work, Execution execution) throws InterruptedException {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        try {
            List<Evidence> dropped = dropped(work.undo(), execution, sessions);
            return Done.with(
                    new Output.UndoForecast(dropped),
                    new Evidence(
                            "written since, and dropped by going back",
                            dropped.isEmpty() ? "nothing" : dropped.size() + " of them, see the question"));
        } catch (SQLException failed) {
            throw TargetDatabase.failure(sessions.login(), failed);
        } catch (ToolRefused refused) {
            throw MigrationFailures.refused(refused);
        } catch (CommandFailed failed) {
            throw MigrationFailures.unread(failed);
        }
    }

    private List<Evidence> dropped(MigrateUndoWork undo, Execution execution, TargetSessions sessions)
            throws SQLException, InterruptedException {
        MigrationTool tool = tools.forHistory(execution, sessions, undo.release());
        try (Connection connection = sessions.open()) {
            AppliedSince since = AppliedSince.of(undo.before(), tool.applied(connection));
            if (since.none()) {
                return List.of();
            }
            List<Evidence> dropped =
                    written.dropped(connection, undo.before().fingerprint(), tool.historyTables(), execution);
            if (!dropped.isEmpty()) {
                requireWayBack(undo, since, execution, sessions);
            }
            return dropped;
        }
    }

    /** Nobody is asked about a way back that there is not. */
    private void requireWayBack(MigrateUndoWork undo, AppliedSince since, Execution execution, TargetSessions sessions)
            throws SQLException, InterruptedException {
        tools.bind(execution, sessions, undo.release()).planUndo(since.migrations());
    }

    @Override
    public Witnessed witness(MigrateUndoForecastWork work, Execution execution) {
        return new Witnessed.WasNotDone("it only reads");
    }
}
