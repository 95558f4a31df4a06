package dev.belay.worker.runtime;

import dev.belay.contracts.message.Beat;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs of life of all that is queued or running; one that is lost is made up for by the next. */
final class Beats {
    private static final Logger LOG = LoggerFactory.getLogger(Beats.class);

    private final String worker;
    private final TrackedExecutions tracked;
    private final Replies replies;
    private final Clock clock;

    Beats(String worker, TrackedExecutions tracked, Replies replies, Clock clock) {
        this.worker = worker;
        this.tracked = tracked;
        this.replies = replies;
        this.clock = clock;
    }

    void sendAll() {
        tracked.listOpen().forEach(this::send);
    }

    void send(Tracked one) {
        Beat.State state = one.stage() == Tracked.Stage.QUEUED ? Beat.State.QUEUED : Beat.State.RUNNING;
        try {
            replies.send(new Beat(
                    one.command.execution(),
                    one.lease(),
                    one.taskToken(),
                    worker,
                    state,
                    clock.instant(),
                    one.progress()));
        } catch (RuntimeException unreachable) {
            LOG.debug("A beat of {} was lost: {}", one.command.execution(), unreachable.getMessage());
        }
    }
}
