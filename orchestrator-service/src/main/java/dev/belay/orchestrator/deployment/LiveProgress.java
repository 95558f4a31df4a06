package dev.belay.orchestrator.deployment;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Beat;
import java.util.Optional;
import java.util.function.Consumer;

/** The newest beats of what is queued or running on the workers. */
public interface LiveProgress {
    Optional<Beat> newest(ExecutionId id);

    /** Hands every further beat to the listener, which returns at once and stays for as long as this lives. */
    void listen(Consumer<Beat> listener);
}
