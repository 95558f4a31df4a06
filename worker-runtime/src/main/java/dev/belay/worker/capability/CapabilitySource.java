package dev.belay.worker.capability;

import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.manifest.Capability;
import dev.belay.worker.environment.Environment;
import java.util.List;

/** Looks for what the steps of one kind of worker need of an environment; changes nothing. */
public interface CapabilitySource {
    WorkerKind worker();

    /** @param before what was found the last time; empty where the environment is new or has changed */
    List<Capability> look(Environment environment, List<Capability> before) throws InterruptedException;
}
