package dev.belay.worker.runtime;

import dev.belay.contracts.work.Work;
import dev.belay.worker.execution.Handler;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The handlers of one worker by the kind of work that they accept. */
public final class Handlers {
    private final Map<Class<? extends Work>, Handler<?>> byWork = new HashMap<>();

    public Handlers(List<? extends Handler<?>> handlers) {
        for (Handler<?> handler : handlers) {
            Handler<?> other = byWork.put(handler.accepts(), handler);
            if (other != null) {
                throw new IllegalArgumentException(
                        "Two handlers accept " + handler.accepts().getSimpleName() + ": "
                                + other.getClass().getSimpleName() + " and "
                                + handler.getClass().getSimpleName());
            }
        }
    }

    public Set<Class<? extends Work>> accepted() {
        return Set.copyOf(byWork.keySet());
    }

    @SuppressWarnings("unchecked") // the map is keyed by what each handler says it accepts
    <W extends Work> Optional<Handler<W>> find(W work) {
        return Optional.ofNullable((Handler<W>) byWork.get(work.getClass()));
    }
}
