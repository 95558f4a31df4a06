package dev.belay.orchestrator.plan.step;

import dev.belay.contracts.StepKind;
import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.RecordAs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the schema by operations that keep nobody waiting.
 *
 * @param recordAs what the migration tool's history says of them, absent where nothing
 */
public record OnlineMigrateStep(
        List<OnlineOperation> operations, @Nullable RecordAs recordAs, Undo undo) implements StepDefinition {
    public OnlineMigrateStep {
        operations = List.copyOf(operations);
    }

    @Override
    public StepKind kind() {
        return StepKind.MIGRATE;
    }
}
