package dev.belay.worker.runtime;

import dev.belay.contracts.message.Beat;
import dev.belay.contracts.message.Result;

/** Where answers go. */
public interface Replies {
    /** Sends a result; returns when the broker has it, throws where it has not. */
    void send(Result result);

    /** Sends a beat; one that is lost is made good by the next. */
    void send(Beat beat);
}
