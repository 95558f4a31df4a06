package dev.belay.backup.copying;

import dev.belay.backup.scratch.ScratchDatabase;
import dev.belay.backup.scratch.ScratchDirectory;
import dev.belay.contracts.DeploymentId;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.EnvironmentReading;
import dev.belay.worker.environment.catalogue.EnvironmentDirectory;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The copies that this worker keeps for deployments. None is kept longer than was asked for, and what killed workers
 * have left is removed.
 */
public final class Copies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Copies.class);

    private final Clock clock;
    private final List<Kept> kept = new ArrayList<>();

    public Copies(Clock clock) {
        this.clock = clock;
    }

    private record Kept(DeploymentId deployment, Instant until, Copy copy) {}

    synchronized void keep(DeploymentId deployment, Instant until, Copy copy) {
        kept.add(new Kept(deployment, until, copy));
    }

    /** Removes all copies of the deployment, and whatever killed workers left in its environment; says what there was. */
    List<String> drop(Execution execution) throws IOException, SQLException {
        DeploymentId deployment = execution.id().deployment();
        List<String> dropped = drop(one -> one.deployment().equals(deployment));
        dropped.addAll(removeLeftovers(execution));
        return dropped;
    }

    /** Removes what killed workers left in the environment. */
    static List<String> removeLeftovers(Execution execution) throws IOException, SQLException {
        Environment environment = execution.environment();
        List<String> removed = new ArrayList<>(removeDirectories(environment));
        Optional<Login> scratch = environment.parts().scratch().flatMap(known -> known.server());
        if (scratch.isPresent()) {
            removed.addAll(ScratchDatabase.dropAll(scratch.get(), ScratchDatabase.Use.COPY, execution));
        }
        return removed;
    }

    private static List<String> removeDirectories(Environment environment) throws IOException {
        if (environment.parts().backups().isEmpty()) {
            return List.of();
        }
        List<String> abandoned = ScratchDirectory.abandoned(environment, ScratchDirectory.Use.COPY).stream()
                .map(path -> path.getFileName().toString())
                .toList();
        ScratchDirectory.removeAbandoned(environment, ScratchDirectory.Use.COPY);
        return abandoned;
    }

    /** Removes what has been kept long enough, and the directories that killed workers left, of all environments. */
    public void sweep(EnvironmentDirectory environments) {
        try {
            Instant now = clock.instant();
            drop(one -> one.until().isBefore(now));
        } catch (SQLException | RuntimeException failed) {
            LOG.warn(
                    "A copy that nobody needs any more could not be removed, which is tried again: {}", reason(failed));
        }
        for (EnvironmentReading reading : environments.all()) {
            if (reading instanceof EnvironmentReading.Usable usable) {
                try {
                    removeDirectories(usable.environment())
                            .forEach(gone -> LOG.warn("Copy {} was left by a killed worker and is removed", gone));
                } catch (IOException | UncheckedIOException failed) {
                    LOG.warn(
                            "Copies of environment \"{}\" that were left cannot be removed, which is tried again: {}",
                            usable.environment().name(),
                            reason(failed));
                }
            }
        }
    }

    private List<String> drop(Predicate<Kept> which) throws SQLException {
        List<Kept> due;
        synchronized (this) {
            due = kept.stream().filter(which).toList();
        }
        List<String> dropped = new ArrayList<>();
        for (Kept one : due) {
            one.copy().drop();
            dropped.add(one.copy().place().database());
            synchronized (this) {
                kept.remove(one);
            }
        }
        return dropped;
    }

    private static String reason(Exception failed) {
        return String.valueOf(failed.getMessage());
    }

    /** The servers would end with this process anyway; their directories would stay. */
    @Override
    public void close() {
        try {
            drop(one -> one.copy().place().socketDirectory() != null);
        } catch (SQLException | RuntimeException failed) {
            LOG.warn("A copy could not be removed; the next start of this worker does it: {}", reason(failed));
        }
    }
}
