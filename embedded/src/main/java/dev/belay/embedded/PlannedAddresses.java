package dev.belay.embedded;

import dev.belay.embedded.kafka.EmbeddedKafka;
import dev.belay.embedded.temporal.EmbeddedTemporal;
import java.nio.file.Path;

/**
 * Where broker and Temporal will be, for those who are started beside them and not after them.
 *
 * @param kafka bootstrap servers of the broker
 * @param temporal host and port of Temporal
 */
public record PlannedAddresses(String kafka, String temporal) {

    /** Chooses and remembers the ports; they hold unless another process takes one before the servers do. */
    public static PlannedAddresses in(Path directory) {
        return new PlannedAddresses(
                EmbeddedKafka.plannedAddress(EmbeddedServers.kafka(directory)),
                EmbeddedTemporal.plannedAddress(EmbeddedServers.temporal(directory)));
    }
}
