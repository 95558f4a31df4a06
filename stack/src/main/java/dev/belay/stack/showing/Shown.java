package dev.belay.stack.showing;

import java.time.Duration;

/** What a show has shown, and what it says at its end. */
public interface Shown {
    /** Whether all was as it should be. */
    boolean good();

    void verdict(Duration took);

    /** What can be tried with what is kept. */
    void whatNext();
}
