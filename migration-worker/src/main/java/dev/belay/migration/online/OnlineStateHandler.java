package dev.belay.migration.online;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.RecordAs;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.OnlineStateWork;
import dev.belay.migration.online.catalogue.Around;
import dev.belay.migration.online.operation.Operation;
import dev.belay.migration.online.record.ToolHistory;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.schema.Schema;
import dev.belay.migration.session.TargetSessions;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Judges all operations of a step against the live catalogue before the first begins, and reads the way back. */
public final class OnlineStateHandler implements Handler<OnlineStateWork> {
    /** From then on a transaction is likely to hold index builds up. */
    private static final Duration OLD = Duration.ofMinutes(1);

    private final RememberedSchemas schemas;

    public OnlineStateHandler(RememberedSchemas schemas) {
        this.schemas = schemas;
    }

    @Override
    public Class<OnlineStateWork> accepts() {
        return OnlineStateWork.class;
    }

    @Override
    public Done handle(OnlineStateWork work, Execution execution) {
        TargetSessions sessions = OnlineSite.sessions(execution);
        String now = "look at the catalogue";
        try (Connection connection = OnlineSite.connect(sessions)) {
            List<Evidence> evidence = new ArrayList<>();
            List<Operation> operations = Operations.of(work.operations());
            for (int index = 0; index < operations.size(); index++) {
                now = operations.get(index).describe();
                List<String> found = operations.get(index).judge(connection, toCome(work.operations(), index));
                evidence.add(new Evidence(now, found.isEmpty() ? "possible" : String.join("; ", found)));
            }
            now = "look at what is around";
            List<String> around = Around.describe(connection, OLD);
            if (!around.isEmpty()) {
                evidence.add(new Evidence("around", String.join("; ", around)));
            }
            RecordAs as = work.recordAs();
            if (as != null) {
                now = "look at the history of the migration tool";
                ToolHistory.find(connection, as).requireNotRecorded(connection);
            }
            now = "read the schema";
            Schema schema = schemas.remember(OnlineSchema.read(connection, execution));
            return new Done(OnlineSchema.state(connection, work.operations(), schema), evidence);
        } catch (SQLException failed) {
            throw OnlineFailures.of(sessions, now, failed);
        }
    }

    /** Columns that earlier operations will have added by then. */
    private static List<String> toCome(List<OnlineOperation> operations, int index) {
        return operations.subList(0, index).stream()
                .filter(OnlineOperation.AddColumn.class::isInstance)
                .map(OnlineOperation.AddColumn.class::cast)
                .map(OnlineOperation.AddColumn::column)
                .toList();
    }

    @Override
    public Witnessed witness(OnlineStateWork work, Execution execution) {
        return new Witnessed.WasNotDone("it only reads");
    }
}
