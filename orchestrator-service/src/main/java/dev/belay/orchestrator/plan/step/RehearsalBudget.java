package dev.belay.orchestrator.plan.step;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What migrations may cost, measured on a copy.
 *
 * @param duration how long all of them together may take; absent where it does not matter
 * @param lock how long a lock may be held that makes others wait; absent where it does not matter
 */
public record RehearsalBudget(
        @Nullable Duration duration, @Nullable Duration lock) {}
