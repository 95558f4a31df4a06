package dev.belay.worker.environment;

import dev.belay.worker.environment.settings.BackupSettings;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.environment.settings.MaintenanceSettings;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.ObservedSettings;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.environment.settings.ScratchSettings;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.environment.settings.TaskSettings;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One system as its environment file describes it.
 *
 * @param digest SHA-256 of the file in lower-case hexadecimal
 * @param secrets values that must never leave the worker
 */
public record Environment(
        String name, String pool, String digest, Parts parts, Map<String, TaskSettings> tasks, Set<Secret> secrets) {
    public Environment {
        tasks = Map.copyOf(tasks);
        secrets = Set.copyOf(secrets);
    }

    /** Name and state only, since any other part may hold what a reference was filled with. */
    @Override
    public String toString() {
        return "Environment[" + name + " of pool " + pool + ", digest " + digest + "]";
    }

    /** The sections of the file, each absent where the system has no such thing. */
    public record Parts(
            Optional<DatabaseSettings> database,
            Optional<ScratchSettings> scratch,
            Optional<BackupSettings> backups,
            Optional<RolloutSettings> rollout,
            Optional<MigrationSettings> migrations,
            Optional<MaintenanceSettings> maintenance,
            Map<String, HttpAddress> http,
            ObservedSettings observed) {
        public Parts {
            http = Map.copyOf(http);
        }

        /** Nothing of the content, since a reference may have filled in any of it. */
        @Override
        public String toString() {
            return "Parts";
        }
    }

    public DatabaseSettings requireDatabase() {
        return parts.database().orElseThrow(() -> lacks("database"));
    }

    public BackupSettings requireBackups() {
        return parts.backups().orElseThrow(() -> lacks("backups"));
    }

    public ScratchSettings requireScratch() {
        return parts.scratch().orElseThrow(() -> lacks("scratch"));
    }

    public RolloutSettings requireRollout() {
        return parts.rollout().orElseThrow(() -> lacks("rollout"));
    }

    public MigrationSettings requireMigrations() {
        return parts.migrations().orElseThrow(() -> lacks("migrations"));
    }

    public MaintenanceSettings requireMaintenance() {
        return parts.maintenance().orElseThrow(() -> lacks("maintenance"));
    }

    private EnvironmentLacks lacks(String section) {
        return new EnvironmentLacks(name, section);
    }
}
