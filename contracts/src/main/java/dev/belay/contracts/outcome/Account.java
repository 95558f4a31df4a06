package dev.belay.contracts.outcome;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who did the work, when, and what there is to show for it.
 *
 * @param worker the instance
 * @param databaseSessions how many sessions it opened on the environment's database; absent where that is not known
 */
public record Account(
        String worker,
        Instant startedAt,
        Instant finishedAt,
        List<Evidence> evidence,
        @Nullable Integer databaseSessions) {
    public Account {
        evidence = List.copyOf(evidence);
    }
}
