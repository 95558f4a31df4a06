package dev.belay.notifier.delivery;

import dev.belay.notifier.position.KnownDeployment;

/** A way to reach people that takes one event after the other. */
public interface Channel {

    /** Names this channel in what is kept on disk, in metrics and in the health. */
    String name();

    /**
     * Returns when the event is told, or needs no telling, or is given up for a reason that the log names.
     *
     * @param deployment as it was before the event
     * @throws NotDeliveredYet when it is worth trying again
     */
    void deliver(ReadEvent event, KnownDeployment deployment);
}
