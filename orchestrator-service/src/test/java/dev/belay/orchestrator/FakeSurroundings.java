package dev.belay.orchestrator;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.manifest.Manifest;
import dev.belay.contracts.manifest.ManifestRemoval;
import dev.belay.contracts.message.Beat;
import dev.belay.documents.Finding;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.LiveProgress;
import dev.belay.orchestrator.deployment.Manifests;
import dev.belay.orchestrator.deployment.PlanValidation;
import dev.belay.orchestrator.deployment.ProjectionRebuild;
import dev.belay.orchestrator.deployment.ProjectionState;
import dev.belay.orchestrator.deployment.preview.PlanPreview;
import dev.belay.orchestrator.deployment.preview.Previews;
import dev.belay.orchestrator.plan.timing.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All that lies behind the seams but the runs. */
final class FakeSurroundings
        implements Previews, PlanValidation, Manifests, LiveProgress, ProjectionState, ProjectionRebuild {
    final List<Manifest> manifests = new CopyOnWriteArrayList<>();
    final Map<ExecutionId, Beat> beats = new ConcurrentHashMap<>();
    final AtomicInteger rebuilds = new AtomicInteger();
    volatile boolean caughtUp = true;
    volatile Timing timing = Timing.NONE;
    volatile boolean finds;
    private final List<Consumer<Beat>> listeners = new CopyOnWriteArrayList<>();

    /** A plan that holds the word {@code broken} has one finding, any other has none. */
    @Override
    public List<Finding> validate(
            Intent.PlanSource plan, Map<String, String> parameters, @Nullable String environment) {
        return finds || plan.text().contains("broken")
                ? List.of(new Finding(
                        "unknown-key",
                        "Key \"brokn\" is not known.",
                        plan.name(),
                        2,
                        1,
                        "brokn",
                        "brokn",
                        "phases",
                        "Did you mean \"phases\"?"))
                : List.of();
    }

    /** A plan that holds the word {@code doubtful} has one warning. */
    @Override
    public List<Finding> warnings(Intent.PlanSource plan, Map<String, String> parameters, String environment) {
        return plan.text().contains("doubtful")
                ? List.of(new Finding("not-known", "It is not known.", plan.name(), 1, 1, "", "", "", ""))
                : List.of();
    }

    @Override
    public Timing timing(Intent.PlanSource plan, Map<String, String> parameters) {
        return timing;
    }

    @Override
    public PlanPreview preview(
            Intent.PlanSource plan, Map<String, String> parameters, String environment, Instant begins) {
        return new PlanPreview(
                new PlanPreview.About(plan.name(), "", environment),
                new PlanPreview.Hours(begins, begins, Duration.ZERO, null, null),
                List.of(),
                List.of());
    }

    @Override
    public List<Manifest> ofEnvironment(String name) {
        return manifests.stream()
                .filter(manifest -> manifest.environment().equals(name))
                .toList();
    }

    @Override
    public Set<String> environments() {
        return Set.copyOf(manifests.stream().map(Manifest::environment).toList());
    }

    @Override
    public Optional<ManifestRemoval> lastRemoval(String environment) {
        return Optional.empty();
    }

    @Override
    public Optional<Beat> newest(ExecutionId id) {
        return Optional.ofNullable(beats.get(id));
    }

    @Override
    public void listen(Consumer<Beat> listener) {
        listeners.add(listener);
    }

    void beat(Beat beat) {
        beats.put(beat.execution(), beat);
        listeners.forEach(listener -> listener.accept(beat));
    }

    @Override
    public boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void begin() {
        rebuilds.incrementAndGet();
    }

    @Override
    public boolean isBeginning() {
        return false;
    }

    @Override
    public long begun() {
        return 0;
    }
}
