package dev.belay.notifier.position;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.event.DeploymentEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a channel has told already: on disk before anything follows from it, so that a restart tells nothing twice. */
public final class DeliveredEvents {
    /** Longer than any consumer lags or any broker forgets a group, after which old events might come again. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final DurableFile<State> file;
    private final Map<DeploymentId, KnownDeployment> deployments = new LinkedHashMap<>();
    private Instant ignoreBefore;

    private DeliveredEvents(DurableFile<State> file, Instant ignoreBefore) {
        this.file = file;
        this.ignoreBefore = ignoreBefore;
    }

    /** What the file holds. */
    private record State(Instant ignoreBefore, List<KnownDeployment> deployments) {
        State {
            deployments = List.copyOf(deployments);
        }
    }

    /**
     * Opens what the directory keeps of a channel.
     *
     * @param ignoreBefore where it keeps nothing yet: what happened before is never told
     */
    public static DeliveredEvents open(Path directory, String channel, Instant ignoreBefore) {
        DurableFile<State> file = new DurableFile<>(directory, channel + ".json", State.class);
        Optional<State> kept = file.read();
        DeliveredEvents events =
                new DeliveredEvents(file, kept.map(State::ignoreBefore).orElse(ignoreBefore));
        kept.ifPresent(state -> state.deployments().forEach(known -> events.deployments.put(known.id(), known)));
        events.write();
        return events;
    }

    /** Whether it happened before anybody was to be told. */
    public synchronized boolean ignores(DeploymentEvent event) {
        return event.at().isBefore(ignoreBefore);
    }

    public synchronized KnownDeployment deployment(DeploymentId id) {
        return deployments.getOrDefault(id, KnownDeployment.unseen(id));
    }

    /**
     * Notes that nothing more has to be done about an event.
     *
     * @throws java.io.UncheckedIOException when that cannot be kept
     */
    public synchronized void delivered(DeploymentEvent event) {
        KnownDeployment known = deployment(event.deployment()).after(event);
        deployments.put(known.id(), known);
        Instant closed = known.closed();
        if (closed != null && closed.minus(REMEMBERED).isAfter(ignoreBefore)) {
            ignoreBefore = closed.minus(REMEMBERED);
        }
        deployments.values().removeIf(deployment -> deployment.closedBefore(ignoreBefore));
        write();
    }

    private void write() {
        file.write(new State(ignoreBefore, List.copyOf(deployments.values())));
    }
}
