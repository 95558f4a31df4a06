package dev.belay.worker.runtime;

import dev.belay.worker.database.TaggedSessions;
import dev.belay.worker.execution.Execution;

/** Ends the database sessions that an execution of a predecessor left behind. */
final class LeftoverSessions {
    private LeftoverSessions() {}

    static void end(Execution execution) {
        TaggedSessions.end(execution, "belay/" + execution.id() + "/");
    }
}
