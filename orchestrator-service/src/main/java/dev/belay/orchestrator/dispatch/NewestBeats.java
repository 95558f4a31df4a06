package dev.belay.orchestrator.dispatch;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Beat;
import dev.belay.orchestrator.deployment.LiveProgress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The newest beat of every execution in hand, in memory: after a restart the next beats fill it again. */
final class NewestBeats implements LiveProgress {
    private final Map<ExecutionId, Beat> newest = new ConcurrentHashMap<>();
    private final Map<ExecutionId, Beat> previous = new ConcurrentHashMap<>();
    private final List<Consumer<Beat>> listeners = new CopyOnWriteArrayList<>();

    void keep(Beat beat) {
        Beat before = newest.put(beat.execution(), beat);
        if (before != null) {
            previous.put(beat.execution(), before);
        }
        listeners.forEach(listener -> listener.accept(beat));
    }

    Optional<Beat> previous(ExecutionId execution) {
        return Optional.ofNullable(previous.get(execution));
    }

    void forget(ExecutionId execution) {
        newest.remove(execution);
        previous.remove(execution);
    }

    @Override
    public Optional<Beat> newest(ExecutionId id) {
        return Optional.ofNullable(newest.get(id));
    }

    @Override
    public void listen(Consumer<Beat> listener) {
        listeners.add(listener);
    }
}
