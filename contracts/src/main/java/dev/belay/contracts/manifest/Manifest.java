package dev.belay.contracts.manifest;

import dev.belay.contracts.WorkerKind;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the orchestrator may know of an environment: no secret and no command.
 *
 * @param publishedAt when it was looked at
 * @param digest SHA-256 of the environment file; two workers that differ refuse a release
 * @param problem why the environment file cannot be used, absent where it can
 */
public record Manifest(
        String environment,
        String pool,
        WorkerKind worker,
        String digest,
        Instant publishedAt,
        Abilities abilities,
        @Nullable String problem) {

    /**
     * What the environment file names.
     *
     * @param probes what checks may look at by name
     * @param logs what checks and watches may read by name
     * @param backupPlaces where backups may be copied to, by name
     * @param capabilities what the worker has looked for when it published this
     * @param place the same for workers that see the same files and run as the same user; it tells nothing else. Absent
     *     where nobody has said
     */
    public record Abilities(
            List<Task> tasks,
            Set<String> features,
            Set<String> httpAddresses,
            Set<String> probes,
            Set<String> logs,
            Set<String> backupPlaces,
            @Nullable String migrationTool,
            List<Capability> capabilities,
            @Nullable String place) {
        public static final Abilities NONE = new Abilities(List.of(), Set.of(), Set.of(), Set.of(), Set.of(), null);

        public Abilities {
            tasks = List.copyOf(tasks);
            features = Set.copyOf(features);
            httpAddresses = Set.copyOf(httpAddresses);
            probes = probes == null ? Set.of() : Set.copyOf(probes);
            logs = logs == null ? Set.of() : Set.copyOf(logs);
            backupPlaces = backupPlaces == null ? Set.of() : Set.copyOf(backupPlaces);
            capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
        }

        /** Of which nothing was looked for, and whose backups stay where they are. */
        public Abilities(
                List<Task> tasks,
                Set<String> features,
                Set<String> httpAddresses,
                Set<String> probes,
                Set<String> logs,
                @Nullable String migrationTool) {
            this(tasks, features, httpAddresses, probes, logs, Set.of(), migrationTool, List.of(), null);
        }

        public Abilities with(List<Capability> seen) {
            return new Abilities(
                    tasks, features, httpAddresses, probes, logs, backupPlaces, migrationTool, seen, place);
        }

        public Abilities at(String somewhere) {
            return new Abilities(
                    tasks, features, httpAddresses, probes, logs, backupPlaces, migrationTool, capabilities, somewhere);
        }
    }

    /**
     * A task that plans may run.
     *
     * @param undo the task that takes it back, absent where there is none
     * @param arguments the names that its commands take from a plan; absent where the worker has not said
     */
    public record Task(
            String name,
            Changes changes,
            boolean hasDryRun,
            @Nullable String undo,
            @Nullable Set<String> arguments) {
        public Task {
            arguments = arguments == null ? null : Collections.unmodifiableSet(new TreeSet<>(arguments));
        }

        /** Of which the worker has not said what it takes. */
        public Task(String name, Changes changes, boolean hasDryRun, @Nullable String undo) {
            this(name, changes, hasDryRun, undo, null);
        }
    }

    /** What a task changes, which decides how it can be undone. */
    public enum Changes {
        NOTHING,
        DATA,
        OUTSIDE
    }
}
