package dev.belay.orchestrator.deployment.metrics;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.message.Beat;
import dev.belay.orchestrator.deployment.LiveProgress;
import dev.belay.orchestrator.deployment.projection.DeploymentReader;
import dev.belay.orchestrator.deployment.projection.Summaries;
import dev.belay.orchestrator.deployment.view.DeploymentView;
import dev.belay.orchestrator.deployment.view.InterruptionView;
import dev.belay.orchestrator.deployment.view.StepView;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Whether what should move does.
 *
 * <p>A worker beats as long as it has an execution in hand, so a step under way without a beat is one that nobody
 * works on. Waiting for a person or for a time is no standstill.
 */
@Component
final class Liveliness {
    private final Summaries summaries;
    private final DeploymentReader deployments;
    private final LiveProgress live;
    private final MetricsProperties properties;
    private final Clock clock;
    private final Instant since;
    private final Map<StepKind, Double> oldest = new ConcurrentHashMap<>();
    private volatile long stuck;

    Liveliness(
            Summaries summaries,
            DeploymentReader deployments,
            LiveProgress live,
            MetricsProperties properties,
            MeterRegistry meters,
            Clock clock) {
        this.summaries = summaries;
        this.deployments = deployments;
        this.live = live;
        this.properties = properties;
        this.clock = clock;
        this.since = clock.instant();
        Gauge.builder("belay.deployments.stuck", () -> stuck)
                .description("Deployments that should move, do not, and wait for no person")
                .register(meters);
        for (StepKind kind : StepKind.values()) {
            Gauge.builder("belay.heartbeat.age", () -> oldest.getOrDefault(kind, 0.0))
                    .description("How long the most silent step under way has been without a beat of its worker")
                    .baseUnit("seconds")
                    .tag("kind", kind.label())
                    .register(meters);
        }
    }

    void read() {
        Map<StepKind, Double> ages = new EnumMap<>(StepKind.class);
        long standing = 0;
        for (DeploymentId id : summaries.unfinished()) {
            Optional<DeploymentView> deployment = deployments.find(id);
            deployment.ifPresent(view ->
                    underWay(view).forEach(step -> ages.merge(step.outline().kind(), seconds(age(step)), Math::max)));
            standing += deployment.filter(this::standsStill).isPresent() ? 1 : 0;
        }
        oldest.keySet().retainAll(ages.keySet());
        oldest.putAll(ages);
        stuck = standing;
    }

    private boolean standsStill(DeploymentView deployment) {
        InterruptionView interruption = deployment.interruption();
        if (interruption != null) {
            return interruption.interruption().acknowledgement() == null;
        }
        if (deployment.standing().lastSeq() == 0) {
            return tooOld(Duration.between(deployment.asked().requestedAt(), clock.instant()));
        }
        return underWay(deployment).anyMatch(step -> tooOld(age(step)));
    }

    private boolean tooOld(Duration age) {
        return age.compareTo(properties.stuckAfter()) > 0;
    }

    private static Stream<StepView> underWay(DeploymentView deployment) {
        return deployment.interruption() != null
                ? Stream.empty()
                : deployment
                        .steps()
                        .filter(step -> step.status() == StepStatus.RUNNING || step.status() == StepStatus.UNDOING)
                        .filter(step -> step.run().execution() != null);
    }

    /** Since the newest sign of the step; a process that has just started has not heard what went before it. */
    private Duration age(StepView step) {
        ExecutionId execution = step.run().execution();
        Optional<Instant> beat =
                execution == null ? Optional.empty() : live.newest(execution).map(Beat::at);
        return Duration.between(beat.orElseGet(() -> begin(step)), clock.instant());
    }

    private Instant begin(StepView step) {
        StepView.Undo undo = step.undo();
        return Stream.of(step.run().startedAt(), undo == null ? null : undo.startedAt(), since)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(since);
    }

    private static double seconds(Duration age) {
        return Math.max(0, age.toMillis() / 1000.0);
    }
}
