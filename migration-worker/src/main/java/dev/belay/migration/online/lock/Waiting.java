package dev.belay.migration.online.lock;

import dev.belay.migration.session.Blocker;
import java.util.List;

/** Told, time and again, for what an operation waits and of whom. */
public interface Waiting {
    /** @param blockers oldest transaction first; empty where nobody was seen any more */
    void waits(String what, List<Blocker> blockers);
}
