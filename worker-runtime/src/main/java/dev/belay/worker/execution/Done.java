package dev.belay.worker.execution;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.Output;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What successful work has to show. */
public record Done(@Nullable Output output, List<Evidence> evidence) {
    public Done {
        evidence = List.copyOf(evidence);
    }

    public static Done with(Evidence... evidence) {
        return new Done(null, List.of(evidence));
    }

    public static Done with(Output output, Evidence... evidence) {
        return new Done(output, List.of(evidence));
    }
}
