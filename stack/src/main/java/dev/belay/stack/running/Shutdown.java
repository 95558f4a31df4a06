package dev.belay.stack.running;

import dev.belay.embedded.EmbeddedServers;
import dev.belay.embedded.machine.RecordedProcess;
import dev.belay.stack.StackFailed;
import dev.belay.stack.machine.BackgroundProgram;
import dev.belay.stack.state.StackFile;
import dev.belay.stack.state.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Ends a stack: those who use the servers first, then the servers, then what a killed process has left behind. */
final class Shutdown {
    private final StateDirectory state;
    private final EndListener listener;

    private final Set<Part> parts;

    private Shutdown(StateDirectory state, Set<Part> parts, EndListener listener) {
        this.state = state;
        this.parts = parts;
        this.listener = listener;
    }

    /** Of everything that is on record. */
    static Shutdown ofAll(StateDirectory state, EndListener listener) {
        return new Shutdown(state, EnumSet.allOf(Part.class), listener);
    }

    /** Of the stack alone, and not of a production system beside it. */
    static Shutdown ofStack(StateDirectory state, EndListener listener) {
        return new Shutdown(state, Stack.NEEDED, listener);
    }

    void run() {
        if (!state.exists()) {
            return;
        }
        StackFile.deleteFrom(state);
        List<Part> lastFirst = new ArrayList<>(List.of(Part.values()));
        Collections.reverse(lastFirst);
        lastFirst.stream().filter(parts::contains).forEach(this::end);
        if (Files.isDirectory(state.servers())) {
            EmbeddedServers.stopLeftovers(state.servers()).forEach(listener::leftover);
        }
    }

    private void end(Part part) {
        part.recorded(state).ifPresent(process -> {
            if (process.findLive().isPresent()) {
                long begin = System.nanoTime();
                process.end();
                requireEnd(part, process);
                listener.ended(new Ended(part, process.processId(), Duration.ofNanos(System.nanoTime() - begin)));
            }
            forget(part);
        });
    }

    private static void requireEnd(Part part, RecordedProcess process) {
        if (process.findLive().isPresent()) {
            throw new StackFailed("Process %d of the %s does not end, even killed. End it by hand, then repeat this."
                    .formatted(process.processId(), part.label()));
        }
    }

    private void forget(Part part) {
        try {
            Files.deleteIfExists(BackgroundProgram.record(state, part.label()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
