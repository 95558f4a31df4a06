package dev.belay.stack.running;

import dev.belay.embedded.machine.RecordedProcess;
import dev.belay.stack.machine.BackgroundProgram;
import dev.belay.stack.state.StateDirectory;
import java.util.Locale;
import java.util.Optional;

/** A background process of a stack, in the order in which they are started; they end in the opposite one. */
public enum Part {
    SERVERS,
    /** The production system of a demonstration or an example. */
    PRODUCTION,
    SERVICES;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The process that is on record, running or not. */
    public Optional<RecordedProcess> recorded(StateDirectory state) {
        return RecordedProcess.findIn(BackgroundProgram.record(state, label()));
    }

    public boolean runs(StateDirectory state) {
        return recorded(state).flatMap(RecordedProcess::findLive).isPresent();
    }
}
