package dev.belay.migration.online.lock;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.session.Blocker;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** The time that one effect may wait for others, try after try. */
public final class LockBudget {
    /** Lock not available, deadlock, serialization. */
    private static final Set<String> PASSING = Set.of("55P03", "40P01", "40001");

    private final LockPatience patience;
    private final Execution execution;
    private final long begun = System.nanoTime();

    public LockBudget(LockPatience patience, Execution execution) {
        this.patience = patience;
        this.execution = execution;
    }

    /** Whether an error says no more than that somebody else held something. */
    public static boolean passes(String sqlState) {
        return PASSING.contains(sqlState);
    }

    /**
     * Lets the others get on before the next try.
     *
     * @throws WorkFailed when the budget is spent; names the holders
     */
    public void pause(String what, List<Blocker> holders) {
        if (waited().compareTo(patience.budget()) > 0) {
            throw exceeded(what, patience.budget(), holders);
        }
        long until = System.nanoTime() + patience.pause().toNanos();
        while (System.nanoTime() - until < 0 && !execution.cancelled()) {
            LockSupport.parkNanos(
                    Math.min(until - System.nanoTime(), Duration.ofMillis(50).toNanos()));
        }
        if (execution.cancelled()) {
            throw new WorkFailed(FailureCode.CANCELLED, what + " was cancelled while it waited for a lock.", "");
        }
    }

    public Duration waited() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** What it means that a lock was not to be had; it may be free the next time. */
    public static WorkFailed exceeded(String what, Duration budget, List<Blocker> holders) {
        return exceeded(what, budget, holders, "");
    }

    /** @param left what is there now of it, in a sentence; empty where that goes without saying */
    public static WorkFailed exceeded(String what, Duration budget, List<Blocker> holders, String left) {
        String by = holders.isEmpty()
                ? "sessions that were gone when it looked"
                : holders.stream().map(Blocker::describe).collect(Collectors.joining("; "));
        return new WorkFailed(
                FailureCode.DATABASE_ERROR,
                what + " did not get its lock within " + budget.toMillis() / 1000.0 + " s. It was held by " + by
                        + ". Nobody waits for this step any more." + (left.isEmpty() ? "" : " " + left),
                "Let that session end its transaction, or end it with pg_terminate_backend, then retry: what is done"
                        + " stays done.");
    }
}
