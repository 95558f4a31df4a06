package dev.belay.orchestrator.deployment.metrics;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.orchestrator.deployment.metrics.TallyReader.EndedDeployments;
import dev.belay.orchestrator.deployment.metrics.TallyReader.Site;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Deployments that have ended, and those that run, by plan and environment.
 *
 * <p>Every outcome is shown from when a site is first asked for, with zero: a counter that appears with its first count
 * hides that count from every rate.
 */
@Component
final class DeploymentTallies {
    /** Names come from plans and environment files, so there may be any number; later ones are shown together. */
    static final int MOST_SITES = 200;

    private static final Site OTHERS = new Site("other", "other");

    private final TallyReader reader;
    private final Tallies tallies;
    private final MultiGauge running;

    DeploymentTallies(TallyReader reader, MeterRegistry meters) {
        this.reader = reader;
        this.tallies = new Tallies(meters, "belay.deployment", "How long deployments took, from start to end");
        this.running = MultiGauge.builder("belay.deployments.running")
                .description("Deployments that have begun and not ended")
                .register(meters);
    }

    void read() {
        Map<Site, Site> shown = new HashMap<>();
        reader.sites().forEach(site -> shown.put(site, shown.size() < MOST_SITES ? site : OTHERS));
        Map<Tags, Tally> sums = new HashMap<>();
        shown.values().forEach(site -> outcomes(site).forEach(tags -> sums.put(tags, Tally.NONE)));
        for (EndedDeployments ended : reader.deployments()) {
            sums.merge(tags(shown.getOrDefault(ended.site(), OTHERS), ended.outcome()), ended.tally(), Tally::plus);
        }
        sums.forEach(this::show);
        showRunning(shown);
    }

    private void show(Tags tags, Tally tally) {
        tallies.show(tags, tally);
        tallies.count("belay.deployments", "Deployments that have ended", tags);
    }

    private void showRunning(Map<Site, Site> shown) {
        Map<Site, Long> numbers = new HashMap<>();
        shown.values().forEach(site -> numbers.put(site, 0L));
        reader.running().forEach(site -> numbers.merge(shown.getOrDefault(site, OTHERS), 1L, Long::sum));
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        numbers.forEach((site, number) ->
                rows.add(MultiGauge.Row.of(Tags.of("environment", site.environment(), "plan", site.plan()), number)));
        running.register(rows, true);
    }

    private static List<Tags> outcomes(Site site) {
        return EnumSet.allOf(DeploymentStatus.class).stream()
                .filter(DeploymentStatus::terminal)
                .map(status -> tags(site, status.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Tags tags(Site site, String outcome) {
        return Tags.of("environment", site.environment(), "plan", site.plan(), "outcome", outcome);
    }
}
