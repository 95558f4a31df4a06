package dev.belay.orchestrator.workflow.step;

import dev.belay.contracts.StepId;
import dev.belay.contracts.check.LogMark;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.work.Output;
import dev.belay.orchestrator.plan.step.BaselineStep;
import dev.belay.orchestrator.plan.step.StepDefinition;
import dev.belay.orchestrator.workflow.request.Handover;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured before the first change, for the steps that compare with it. */
public final class Baselines {
    private final Map<String, List<Output.Measured>> series = new LinkedHashMap<>();
    private final List<LogMark> logs = new ArrayList<>();
    private Reference reference = Reference.NOTHING;

    /** What another workflow of the deployment has handed on. */
    public static Baselines of(Handover.Measured measured) {
        Baselines baselines = new Baselines();
        baselines.series.putAll(measured.series());
        baselines.logs.addAll(measured.logs());
        baselines.reference = measured.reference();
        return baselines;
    }

    void keep(StepDefinition definition, Output.Baseline baseline) {
        logs.addAll(baseline.logs());
        if (!baseline.reference().equals(Reference.NOTHING)) {
            reference = baseline.reference();
        }
        if (definition instanceof BaselineStep measured && measured.watch() != null) {
            series.put(measured.watch().text(), baseline.values());
        }
    }

    /** How far logs had been written; none where nobody has looked. */
    List<LogMark> logs() {
        return List.copyOf(logs);
    }

    /** What checks of the database compare with; nothing where nobody has measured. */
    Reference reference() {
        return reference;
    }

    /** What a watch compares with. */
    public List<Output.Measured> of(StepId watch) {
        return series.getOrDefault(watch.text(), List.of());
    }

    public Handover.Measured handedOn() {
        return new Handover.Measured(series, logs, reference);
    }
}
