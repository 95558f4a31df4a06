package dev.belay.orchestrator.deployment;

import dev.belay.contracts.migration.PlannedMigration;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was rehearsed on copies of an environment. */
public interface Rehearsals {
    /**
     * Whether exactly these migrations were rehearsed there; none need no rehearsal.
     *
     * @param within how long ago at most
     */
    Answer of(String environment, List<PlannedMigration> migrations, Duration within);

    /**
     * What was found.
     *
     * @param found the rehearsal, for the report; absent where there is none
     * @param obstacle what is missing; absent where nothing is
     * @param next what to do about that
     */
    record Answer(@Nullable String found, @Nullable String obstacle, String next) {}
}
