package dev.belay.orchestrator.plan.timing;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a plan may change something, how long taking it back may take, and who is told before.
 *
 * @param window absent where it may at any time
 * @param rollbackTakes at most so long, absent where the plan promises nothing
 * @param announcement absent where nobody is told
 * @param cron when it is carried out again and again; absent where each deployment is asked for
 */
public record Timing(
        @Nullable Window window,
        @Nullable Duration rollbackTakes,
        @Nullable Announcement announcement,
        @Nullable Cron cron) {
    public static final Timing NONE = new Timing(null, null, null, null);
}
