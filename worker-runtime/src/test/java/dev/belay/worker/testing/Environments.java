package dev.belay.worker.testing;

import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.environment.settings.BackupPlace;
import dev.belay.worker.environment.settings.BackupSettings;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.DatabaseLimits;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.HttpAddress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.MaintenanceSettings;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.ObservedSettings;
import dev.belay.worker.environment.settings.ProbeSettings;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.environment.settings.ScratchSettings;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.environment.settings.TaskSettings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Builds environments for tests, with only the sections that a test names. */
public final class Environments {
    private Optional<DatabaseSettings> database = Optional.empty();
    private Optional<ScratchSettings> scratch = Optional.empty();
    private Optional<BackupSettings> backups = Optional.empty();
    private Optional<RolloutSettings> rollout = Optional.empty();
    private Optional<MigrationSettings> migrations = Optional.empty();
    private Optional<MaintenanceSettings> maintenance = Optional.empty();
    private final Map<String, HttpAddress> http = new HashMap<>();
    private final Map<String, ProbeSettings> probes = new HashMap<>();
    private final Map<String, Path> logs = new HashMap<>();
    private Optional<HttpAddress> prometheus = Optional.empty();
    private final Map<String, TaskSettings> tasks = new HashMap<>();
    private final Set<Secret> secrets = new HashSet<>();

    private Environments() {}

    public static Environments environment() {
        return new Environments();
    }

    /** One login for everything. */
    public Environments database(Login login) {
        database = Optional.of(new DatabaseSettings(login, login, login));
        secrets.add(login.password());
        return this;
    }

    /** The same, with a command that prints how much room the database's disk has. */
    public Environments database(Login login, String... diskFree) {
        return database(login, new DatabaseLimits(Optional.of(new CommandLine(List.of(diskFree))), Optional.empty()));
    }

    /** The same, with servers that follow it and limits. */
    public Environments database(Login login, DatabaseLimits limits, Login... replicas) {
        database(login);
        database = Optional.of(new DatabaseSettings(login, login, login, List.of(replicas), limits));
        return this;
    }

    public Environments scratch(Login server) {
        scratch = Optional.of(new ScratchSettings(Optional.of(server)));
        return this;
    }

    public Environments localScratch() {
        scratch = Optional.of(new ScratchSettings(Optional.empty()));
        return this;
    }

    public Environments backups(Path directory, int keep) {
        return backups(directory, keep, 0);
    }

    /** @param reserve how many bytes of the disk a backup leaves free */
    public Environments backups(Path directory, int keep, long reserve) {
        backups = Optional.of(new BackupSettings(directory, keep, reserve, Optional.empty()));
        return this;
    }

    /** Encrypts the backups that {@link #backups} has set. */
    public Environments encrypted(BackupEncryption encryption) {
        backups = backups.map(
                plain -> new BackupSettings(plain.directory(), plain.keep(), plain.reserve(), Optional.of(encryption)));
        return this;
    }

    /** Another place to which the backups that {@link #backups} has set may be copied. */
    public Environments copies(BackupPlace place) {
        backups = backups.map(plain -> new BackupSettings(
                plain.directory(), plain.keep(), plain.reserve(), plain.encryption(), Map.of(place.name(), place)));
        return this;
    }

    public Environments rollout(RolloutSettings settings) {
        rollout = Optional.of(settings);
        return this;
    }

    public Environments migrations(MigrationSettings settings) {
        migrations = Optional.of(settings);
        return this;
    }

    public Environments maintenance(MaintenanceSettings settings) {
        maintenance = Optional.of(settings);
        return this;
    }

    public Environments http(HttpAddress address) {
        http.put(address.name(), address);
        return this;
    }

    public Environments probe(String name, ProbeSettings probe) {
        probes.put(name, probe);
        return this;
    }

    public Environments log(String name, Path file) {
        logs.put(name, file);
        return this;
    }

    public Environments prometheus(HttpAddress address) {
        prometheus = Optional.of(address);
        return this;
    }

    public Environments task(TaskSettings task) {
        tasks.put(task.name(), task);
        return this;
    }

    public Environments secret(String value) {
        secrets.add(new Secret(value));
        return this;
    }

    public Environment build() {
        return new Environment(
                "test-production",
                "default",
                "0".repeat(64),
                new Environment.Parts(
                        database,
                        scratch,
                        backups,
                        rollout,
                        migrations,
                        maintenance,
                        http,
                        new ObservedSettings(probes, logs, prometheus)),
                tasks,
                secrets);
    }
}
