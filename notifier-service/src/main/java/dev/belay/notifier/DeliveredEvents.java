package dev.belay.notifier;

import dev.belay.contracts.DeploymentEvent;
import dev.belay.contracts.DeploymentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people have been told already: on disk before anything follows from it, so that a restart tells nothing twice. */
final class DeliveredEvents {
    /** Longer than any consumer lags or any broker forgets a group, after which old events might come again. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final StateFile file;
    private final Map<DeploymentId, KnownDeployment> deployments = new LinkedHashMap<>();
    private Instant ignoreBefore;

    private DeliveredEvents(StateFile file, Instant ignoreBefore) {
        this.file = file;
        this.ignoreBefore = ignoreBefore;
    }

    /**
     * Opens what the directory keeps.
     *
     * @param ignoreBefore where it keeps nothing yet: what happened before is never told
     */
    static DeliveredEvents open(Path directory, Instant ignoreBefore) {
        try {
            StateFile file = StateFile.in(directory);
            Optional<StateFile.State> kept = file.read();
            DeliveredEvents events = new DeliveredEvents(
                    file, kept.map(StateFile.State::ignoreBefore).orElse(ignoreBefore));
            kept.ifPresent(state -> state.deployments().forEach(known -> events.deployments.put(known.id(), known)));
            events.write();
            return events;
        } catch (IOException broken) {
            throw new UncheckedIOException(
                    "The directory " + directory + " (belay.notifier.state) cannot keep what has been told;"
                            + " expected a directory that this process may write to. Make it one and start again.",
                    broken);
        }
    }

    /** Whether it happened before anybody was to be told. */
    synchronized boolean ignores(DeploymentEvent event) {
        return event.at().isBefore(ignoreBefore);
    }

    synchronized KnownDeployment deployment(DeploymentId id) {
        return deployments.getOrDefault(id, KnownDeployment.unseen(id));
    }

    /**
     * Notes that a channel is done with an event.
     *
     * @throws UncheckedIOException when that cannot be kept
     */
    synchronized void delivered(String channel, DeploymentEvent event) {
        keep(deployment(event.deployment()).withDelivered(channel, event.seq()));
    }

    /**
     * Notes what an event tells of its deployment, once nothing more has to be done about it.
     *
     * @throws UncheckedIOException when that cannot be kept
     */
    synchronized void passed(DeploymentEvent event) {
        KnownDeployment before = deployment(event.deployment());
        KnownDeployment after = before.after(event);
        if (!after.equals(before)) {
            keep(after);
        }
    }

    private void keep(KnownDeployment known) {
        deployments.put(known.id(), known);
        Instant closed = known.closed();
        if (closed != null && closed.minus(REMEMBERED).isAfter(ignoreBefore)) {
            ignoreBefore = closed.minus(REMEMBERED);
        }
        deployments.values().removeIf(deployment -> deployment.closedBefore(ignoreBefore));
        write();
    }

    private void write() {
        try {
            file.write(new StateFile.State(ignoreBefore, List.copyOf(deployments.values())));
        } catch (IOException broken) {
            throw new UncheckedIOException("What has been told cannot be kept in " + file, broken);
        }
    }
}
