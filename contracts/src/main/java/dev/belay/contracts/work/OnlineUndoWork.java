package dev.belay.contracts.work;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.migration.RecordAs;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes operations back, newest first, to the state read before them; a schema whose fingerprint then differs is a
 * failed undo.
 */
public record OnlineUndoWork(
        List<OnlineOperation> operations, @Nullable RecordAs recordAs, Output.OnlineState before) implements Work {
    public OnlineUndoWork {
        operations = List.copyOf(operations);
    }
}
