package dev.belay.embedded.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Where the broker keeps its data and how it differs from the small broker that it is by default.
 *
 * @param directory topics, remembered ports and lock; created where absent
 * @param port the broker's port, or empty for one that is chosen at first start and remembered
 * @param settings further settings of the broker, which win over the module's own
 */
public record KafkaConfiguration(Path directory, OptionalInt port, Map<String, String> settings) {

    public KafkaConfiguration {
        directory = directory.toAbsolutePath().normalize();
        settings = Map.copyOf(settings);
    }

    public static KafkaConfiguration in(Path directory) {
        return new KafkaConfiguration(directory, OptionalInt.empty(), Map.of());
    }

    public KafkaConfiguration withPort(int fixed) {
        return new KafkaConfiguration(directory, OptionalInt.of(fixed), settings);
    }

    public KafkaConfiguration withSettings(Map<String, String> further) {
        return new KafkaConfiguration(directory, port, further);
    }
}
