package dev.belay.stack.running;

import dev.belay.embedded.PlannedAddresses;
import dev.belay.embedded.ServersFile;
import dev.belay.embedded.machine.RememberedPorts;
import dev.belay.stack.state.Service;
import dev.belay.stack.state.StateDirectory;
import java.net.URI;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where the parts of a stack are, known before they are up.
 *
 * @param services the port of each service
 */
record Addresses(String kafka, String temporal, Map<Service, Integer> services) {
    Addresses {
        services = Map.copyOf(services);
    }

    /** Those of the last time as far as they are free, so that bookmarks and scripts stay right. */
    static Addresses plan(StateDirectory state) {
        PlannedAddresses servers = PlannedAddresses.in(state.servers());
        Map<Service, Integer> services = Arrays.stream(Service.values())
                .collect(Collectors.toMap(
                        service -> service, service -> RememberedPorts.planned(state.config(), service.label())));
        return new Addresses(servers.kafka(), servers.temporal(), services);
    }

    /** Whether the servers are where they were to be. */
    boolean hold(ServersFile servers) {
        return servers.kafka().equals(kafka) && servers.temporal().target().equals(temporal);
    }

    int port(Service service) {
        return services.getOrDefault(service, 0);
    }

    URI of(Service service) {
        return Service.address(port(service));
    }
}
