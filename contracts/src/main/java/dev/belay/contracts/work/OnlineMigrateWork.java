package dev.belay.contracts.work;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.RecordAs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changes the schema by operations that keep nobody waiting, one after another; answers with {@link
 * Output.OnlineState}.
 *
 * @param recordAs what the migration tool's own history says of them afterwards, absent where nothing
 */
public record OnlineMigrateWork(
        List<OnlineOperation> operations, @Nullable RecordAs recordAs) implements Work {
    public OnlineMigrateWork {
        operations = List.copyOf(operations);
    }
}
