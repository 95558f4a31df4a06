package dev.belay.cli.api;

import dev.belay.cli.api.document.LiveBeat;
import dev.belay.contracts.event.DeploymentEvent;

/** Told what happens in a deployment, by one thread. */
public interface EventListener {
    /** The next event, in order and never twice. */
    void event(DeploymentEvent event);

    void beat(LiveBeat beat);

    /** The connection is lost and being made again; said once per loss. */
    void lost(String why);

    /** The connection is back, and nothing was missed. */
    void resumed();
}
