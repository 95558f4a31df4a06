package dev.belay.orchestrator.workflow;

import dev.belay.contracts.LogMark;
import dev.belay.contracts.Output;
import java.util.ArrayList;
import java.util.List;

/** What was measured before the first change, for the steps that compare with it. */
final class Baselines {
    private final List<LogMark> logs = new ArrayList<>();

    void keep(Output.Baseline baseline) {
        logs.addAll(baseline.logs());
    }

    /** How far logs had been written; none where nobody has looked. */
    List<LogMark> logs() {
        return List.copyOf(logs);
    }
}
