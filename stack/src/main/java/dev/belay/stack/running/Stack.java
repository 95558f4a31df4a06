package dev.belay.stack.running;

import dev.belay.embedded.EmbeddedServers;
import dev.belay.embedded.machine.DirectoryLock;
import dev.belay.stack.Interruption;
import dev.belay.stack.StackFailed;
import dev.belay.stack.machine.Machine;
import dev.belay.stack.machine.Requirement;
import dev.belay.stack.state.StackFile;
import dev.belay.stack.state.StateDirectory;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Belay's servers and services on this machine, with their state in one directory. */
public final class Stack {
    static final Set<Part> NEEDED = Set.of(Part.SERVERS, Part.SERVICES);

    private final StateDirectory state;

    public Stack(StateDirectory state) {
        this.state = state;
    }

    public StateDirectory state() {
        return state;
    }

    public Condition condition() {
        Set<Part> alive = NEEDED.stream().filter(part -> part.runs(state)).collect(Collectors.toSet());
        Optional<StackFile> file = StackFile.findIn(state);
        if (alive.containsAll(NEEDED) && file.isPresent() && isWell(file.get())) {
            return Condition.RUNNING;
        }
        return alive.isEmpty() && file.isEmpty() ? Condition.STOPPED : Condition.HALF;
    }

    private static boolean isWell(StackFile file) {
        return file.services().stream().allMatch(service -> Health.isUp(service.healthUrl()));
    }

    /** Where everything is; empty unless it runs. */
    public Optional<StackFile> file() {
        return StackFile.findIn(state);
    }

    /** Whether the processes that a stack cannot be without are there. */
    public boolean alive() {
        return NEEDED.stream().allMatch(part -> part.runs(state));
    }

    /**
     * Starts it, after ending what is left of an earlier one; where that fails, nothing stays behind.
     *
     * @param environments where environment files are, or empty for the usual place
     */
    public StackFile start(Optional<Path> environments, StartListener listener) {
        Machine.require(Requirement.OF_STACK);
        state.create();
        try (DirectoryLock lock = lock()) {
            if (condition() == Condition.RUNNING) {
                return file().orElseThrow();
            }
            Shutdown.ofStack(state, noted(listener)).run();
            return startAnew(environments.orElse(state.environments()), listener);
        }
    }

    private static EndListener noted(StartListener listener) {
        return new EndListener() {
            @Override
            public void ended(Ended process) {
                listener.note("Ended the %s of a stack that was only half there (process %d)"
                        .formatted(process.part().label(), process.processId()));
            }

            @Override
            public void leftover(String server) {
                listener.note("Ended the %s of a stack that was killed".formatted(server));
            }
        };
    }

    private StackFile startAnew(Path environments, StartListener listener) {
        boolean started = false;
        try {
            StackFile file = new Startup(state, environments.toAbsolutePath(), listener).run();
            started = true;
            return file;
        } finally {
            if (!started) {
                Interruption.deferred(
                        () -> Shutdown.ofStack(state, EndListener.NOBODY).run());
            }
        }
    }

    /** Ends everything of it, also what is left of one that was killed. */
    public void stop(EndListener listener) {
        if (!state.exists()) {
            return;
        }
        try (DirectoryLock lock = lock()) {
            Interruption.deferred(() -> Shutdown.ofAll(state, listener).run());
        }
    }

    private DirectoryLock lock() {
        return DirectoryLock.tryAcquire(state.processes())
                .orElseThrow(() -> new StackFailed(
                        "Another ./belay up or ./belay down is at work on %s. Wait for it.".formatted(state)));
    }

    /** Where Belay's own PostgreSQL keeps its files. */
    public Path postgres() {
        return EmbeddedServers.postgres(state.servers());
    }
}
