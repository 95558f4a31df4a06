package dev.belay.stack.running;

import dev.belay.embedded.machine.LoopbackPort;
import dev.belay.embedded.postgres.DatabaseAdministration;
import dev.belay.embedded.temporal.TemporalConfiguration;
import dev.belay.embedded.temporal.TemporalProgram;
import dev.belay.stack.state.Service;
import dev.belay.stack.state.ServiceConfiguration;
import dev.belay.stack.state.StateDirectory;
import dev.belay.stack.state.Tokens;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What each service of a stack is told. */
record Configurations(StateDirectory state, Addresses addresses) {
    static final String DATABASE = "belay";

    void write(DatabaseAdministration server, Path environments) {
        write(Service.ORCHESTRATOR, orchestrator(server));
        write(
                Service.WORKERS,
                Map.of(
                        "belay.worker.state", state.workers().toString(),
                        "belay.worker.environments", environments.toString()));
        write(Service.NOTIFIER, Map.of("belay.notifier.state", state.notifier().toString()));
    }

    private Map<String, String> orchestrator(DatabaseAdministration server) {
        return Map.of(
                "spring.datasource.url", server.jdbcUrl(DATABASE),
                "spring.datasource.username", server.username(),
                "spring.datasource.password", server.password(),
                "belay.temporal.target", addresses.temporal(),
                "belay.temporal.sticky-schedule", stickySchedule(),
                "belay.temporal.namespace", TemporalConfiguration.DEFAULT_NAMESPACE,
                "belay.orchestrator.tokens", new Tokens(state).digests().toString(),
                "belay.orchestrator.plans", state.plans().toString());
    }

    /** The in-JVM Temporal would leave the workflows of a killed orchestrator waiting for it; hence not sticky there. */
    private static String stickySchedule() {
        return TemporalProgram.find().isPresent() ? "5s" : "0s";
    }

    private void write(Service service, Map<String, String> own) {
        Map<String, String> settings = new HashMap<>(own);
        settings.put("server.address", LoopbackPort.HOST);
        settings.put("server.port", Integer.toString(addresses.port(service)));
        settings.put("spring.cloud.stream.kafka.binder.brokers", addresses.kafka());
        // One process has one way of logging, whoever starts first.
        settings.put("logging.config", "classpath:dev/belay/stack/services-logback.xml");
        new ServiceConfiguration(service, settings).writeTo(state);
    }
}
