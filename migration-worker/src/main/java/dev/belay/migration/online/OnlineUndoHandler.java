package dev.belay.migration.online;

import dev.belay.contracts.migration.RecordAs;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.migration.online.operation.Operation;
import dev.belay.migration.online.operation.Site;
import dev.belay.migration.online.record.ToolHistory;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.schema.Schema;
import dev.belay.migration.schema.SchemaComparison;
import dev.belay.migration.session.TargetSessions;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes operations back, newest first, and compares the schema with the one before them. */
public final class OnlineUndoHandler implements Handler<OnlineUndoWork> {
    private final OnlineProperties properties;
    private final SchemaComparison comparison;

    public OnlineUndoHandler(OnlineProperties properties, RememberedSchemas schemas) {
        this.properties = properties;
        this.comparison = new SchemaComparison(schemas);
    }

    @Override
    public Class<OnlineUndoWork> accepts() {
        return OnlineUndoWork.class;
    }

    @Override
    public Done handle(OnlineUndoWork work, Execution execution) {
        TargetSessions sessions = OnlineSite.sessions(execution);
        String now = "open the sessions";
        try (OnlineSite open = OnlineSite.open(execution, sessions, properties)) {
            Site site = open.site();
            site.book().create();
            List<Operation> operations = Operations.of(work.operations());
            RecordAs as = work.recordAs();
            if (as != null) {
                now = "take back the record of " + as.name();
                ToolHistory history = ToolHistory.find(site.connection(), as);
                site.locks().run(now, List.of(), connection -> history.remove(connection, site.book()));
            }
            for (int index = operations.size() - 1; index >= 0; index--) {
                Operation operation = operations.get(index);
                OnlineFound before = work.before().found().get(index);
                now = "take back: " + operation.describe();
                site.report().begins(now, operations.size() - 1 - index, operations.size());
                if (operation.isUndone(site, before)) {
                    site.report().add(operation.remains(site));
                } else {
                    operation.undo(site, before);
                }
            }
            now = "compare the schema";
            return compared(work, execution, site);
        } catch (SQLException failed) {
            throw OnlineFailures.of(sessions, now, failed);
        }
    }

    private Done compared(OnlineUndoWork work, Execution execution, Site site) throws SQLException {
        Schema after = OnlineSchema.read(site.connection(), execution);
        comparison.requireAsBefore("operations", work.before().fingerprint(), after);
        List<Evidence> evidence = new ArrayList<>(site.report().evidence());
        evidence.add(new Evidence(
                "schema", "as before, fingerprint " + after.fingerprint().substring(0, 12)));
        return new Done(OnlineSchema.state(site.connection(), work.operations(), after), evidence);
    }

    @Override
    public Witnessed witness(OnlineUndoWork work, Execution execution) throws SQLException {
        TargetSessions sessions = OnlineSite.sessions(execution);
        try (OnlineSite open = OnlineSite.open(execution, sessions, properties)) {
            List<Operation> operations = Operations.of(work.operations());
            for (int index = operations.size() - 1; index >= 0; index--) {
                if (!operations
                        .get(index)
                        .isUndone(open.site(), work.before().found().get(index))) {
                    return new Witnessed.WasNotDone(
                            operations.get(index).describe() + " is not taken back yet; it goes on there");
                }
                open.site().report().add(operations.get(index).remains(open.site()));
            }
            return new Witnessed.WasDone(compared(work, execution, open.site()));
        } catch (WorkFailed differs) {
            return new Witnessed.WasNotDone("all is taken back, but the schema is still to be compared");
        }
    }
}
