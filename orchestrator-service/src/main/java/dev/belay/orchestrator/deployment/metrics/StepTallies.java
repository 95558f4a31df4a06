package dev.belay.orchestrator.deployment.metrics;

import dev.belay.contracts.StepKind;
import dev.belay.orchestrator.deployment.projection.StepEnds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.springframework.stereotype.Component;

/** Steps that have ended, by kind and outcome; each pair is shown from the beginning, with zero. */
@Component
final class StepTallies {
    private final TallyReader reader;
    private final Tallies tallies;

    StepTallies(TallyReader reader, MeterRegistry meters) {
        this.reader = reader;
        this.tallies = new Tallies(meters, "belay.step", "How long steps took, by the worker's own clock");
    }

    void read() {
        for (StepKind kind : StepKind.values()) {
            StepEnds.outcomes().forEach(outcome -> tallies.show(tags(kind.label(), outcome), Tally.NONE));
        }
        reader.steps().forEach(ended -> tallies.show(tags(ended.kind(), ended.outcome()), ended.tally()));
    }

    private static Tags tags(String kind, String outcome) {
        return Tags.of("kind", kind, "outcome", outcome);
    }
}
