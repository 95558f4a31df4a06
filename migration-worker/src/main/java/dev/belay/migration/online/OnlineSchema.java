package dev.belay.migration.online;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.contracts.work.Output.OnlineState;
import dev.belay.migration.online.operation.Operation;
import dev.belay.migration.schema.Schema;
import dev.belay.migration.schema.SchemaFingerprint;
import dev.belay.migration.tool.HistoryTables;
import dev.belay.worker.execution.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads what is there of operations, and the schema around them. */
final class OnlineSchema {
    private OnlineSchema() {}

    static OnlineState state(Connection connection, List<OnlineOperation> operations, Schema schema)
            throws SQLException {
        List<OnlineFound> found = new ArrayList<>();
        for (Operation operation : Operations.of(operations)) {
            found.add(operation.found(connection));
        }
        return new OnlineState(found, schema.fingerprint());
    }

    /** Without the history of the environment's migration tool, which is no part of it. */
    static Schema read(Connection connection, Execution execution) throws SQLException {
        Set<String> history = execution
                .environment()
                .parts()
                .migrations()
                .map(migrations -> HistoryTables.of(migrations.tool()))
                .orElse(Set.of());
        return SchemaFingerprint.read(connection, history);
    }
}
