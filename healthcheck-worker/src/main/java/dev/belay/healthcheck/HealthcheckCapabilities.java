package dev.belay.healthcheck;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.worker.capability.CapabilitySource;
import dev.belay.worker.capability.DatabaseLook;
import dev.belay.worker.environment.Environment;
import java.util.List;

/** What checks and watches need. */
final class HealthcheckCapabilities implements CapabilitySource {
    @Override
    public WorkerKind worker() {
        return WorkerKind.HEALTHCHECK;
    }

    @Override
    public List<Capability> look(Environment environment, List<Capability> before) {
        return environment
                .parts()
                .database()
                .map(database -> new DatabaseLook(database.readOnly(), before)
                        .look(Capability.READ_ONLY_LOGIN, "a login to the database for reading", List.of()))
                .orElse(List.of());
    }
}
