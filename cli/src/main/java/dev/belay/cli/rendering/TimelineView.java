package dev.belay.cli.rendering;

import dev.belay.cli.api.EventListener;

/** Shows a deployment while it happens. */
public interface TimelineView extends EventListener, AutoCloseable {
    /** Shows what is still to be shown, whether the deployment has ended or not, and lets go of the terminal. */
    @Override
    void close();
}
