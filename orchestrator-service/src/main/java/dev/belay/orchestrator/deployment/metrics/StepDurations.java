package dev.belay.orchestrator.deployment.metrics;

import dev.belay.contracts.StepKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Steps that succeeded within each of some times, as the buckets of a histogram, from which Prometheus makes percentiles.
 *
 * <p>They are totals of all that is stored, which no histogram of the metrics library can begin with.
 */
@Component
final class StepDurations {
    static final List<Double> BOUNDS =
            List.of(1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3_600.0, 14_400.0, Double.POSITIVE_INFINITY);

    private final TallyReader reader;
    private final MeterRegistry meters;
    private final Map<Tags, Long> current = new ConcurrentHashMap<>();

    StepDurations(TallyReader reader, MeterRegistry meters) {
        this.reader = reader;
        this.meters = meters;
    }

    void read() {
        for (StepKind kind : StepKind.values()) {
            BOUNDS.forEach(bound -> show(tags(kind.label(), bound), 0));
        }
        reader.stepsWithin().forEach(within -> show(tags(within.kind(), within.seconds()), within.number()));
    }

    /** While the projection is read again the stored numbers are smaller for a time; what was counted stays counted. */
    private void show(Tags tags, long number) {
        boolean first = !current.containsKey(tags);
        current.merge(tags, number, Math::max);
        if (first) {
            FunctionCounter.builder("belay.step.within.seconds", current, all -> all.getOrDefault(tags, 0L))
                    .description("Steps that succeeded in at most so many seconds, by the worker's own clock")
                    .tags(tags)
                    .register(meters);
        }
    }

    private static Tags tags(String kind, double bound) {
        return Tags.of("kind", kind, "le", Double.isInfinite(bound) ? "+Inf" : String.valueOf(bound));
    }
}
