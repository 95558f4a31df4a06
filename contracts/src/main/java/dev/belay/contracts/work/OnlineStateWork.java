package dev.belay.contracts.work;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.RecordAs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges operations against the catalogue and reads what is there before them; answers with {@link
 * Output.OnlineState}.
 */
public record OnlineStateWork(
        List<OnlineOperation> operations, @Nullable RecordAs recordAs) implements Work {
    public OnlineStateWork {
        operations = List.copyOf(operations);
    }
}
