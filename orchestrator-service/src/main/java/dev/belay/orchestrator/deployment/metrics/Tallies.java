package dev.belay.orchestrator.deployment.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Tallies as meters, each with its tags; a tally never goes down. */
final class Tallies {
    private final MeterRegistry meters;
    private final String timer;
    private final String timerDescription;
    private final Map<Tags, Tally> current = new ConcurrentHashMap<>();

    /** @param timer the name under which count and time are shown */
    Tallies(MeterRegistry meters, String timer, String timerDescription) {
        this.meters = meters;
        this.timer = timer;
        this.timerDescription = timerDescription;
    }

    /** Shows the tally; the first one of its tags registers its meter. */
    void show(Tags tags, Tally tally) {
        if (current.put(tags, tally.orMore(of(tags))) == null) {
            FunctionTimer.builder(timer, current, all -> of(tags).count(), all -> of(tags).seconds(), TimeUnit.SECONDS)
                    .description(timerDescription)
                    .tags(tags)
                    .register(meters);
        }
    }

    /** Shows the count under a name of its own too. */
    void count(String name, String description, Tags tags) {
        FunctionCounter.builder(name, current, all -> of(tags).count())
                .description(description)
                .tags(tags)
                .register(meters);
    }

    private Tally of(Tags tags) {
        return current.getOrDefault(tags, Tally.NONE);
    }
}
