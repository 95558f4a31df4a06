package dev.belay.embedded.postgres;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where a cluster keeps its data and how it differs from the small server that it is by default.
 *
 * @param directory data, password, log, remembered port and lock; created where absent
 * @param port the server's port, or empty for one that is chosen at first start and remembered
 * @param durability what the cluster survives
 * @param settings further settings of postgresql.conf, which win over the module's own
 * @param programs where PostgreSQL's programs are
 */
public record PostgresConfiguration(
        Path directory,
        OptionalInt port,
        Durability durability,
        Map<String, String> settings,
        PostgresPrograms programs) {

    public PostgresConfiguration {
        directory = directory.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
    }

    public static PostgresConfiguration in(Path directory) {
        return new PostgresConfiguration(
                directory, OptionalInt.empty(), Durability.KEPT, Map.of(), PostgresPrograms.onThisMachine());
    }

    public PostgresConfiguration withPort(int fixed) {
        return new PostgresConfiguration(directory, OptionalInt.of(fixed), durability, settings, programs);
    }

    public PostgresConfiguration withDurability(Durability chosen) {
        return new PostgresConfiguration(directory, port, chosen, settings, programs);
    }

    public PostgresConfiguration withSetting(String name, String value) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(name, value);
        return new PostgresConfiguration(directory, port, durability, all, programs);
    }

    public PostgresConfiguration withPrograms(PostgresPrograms found) {
        return new PostgresConfiguration(directory, port, durability, settings, found);
    }
}
