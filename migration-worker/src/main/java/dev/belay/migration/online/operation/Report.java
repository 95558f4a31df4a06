package dev.belay.migration.online.operation;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Progress;
import dev.belay.migration.online.lock.Waiting;
import dev.belay.migration.session.Blocker;
import dev.belay.worker.execution.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells people how far a step has come, and gathers what its report will say. */
public final class Report implements Waiting {
    private final Execution execution;
    private final List<Evidence> evidence = new ArrayList<>();
    private Progress now = new Progress(0, null, "operations", "");

    public Report(Execution execution) {
        this.execution = execution;
    }

    /** @param number of the operation, counted from 0 */
    public synchronized void begins(String what, int number, int of) {
        tell(new Progress(number, (long) of, "operations", what));
    }

    public synchronized void says(String message) {
        tell(new Progress(now.done(), now.total(), now.unit(), message));
    }

    /**
     * Tells of rows.
     *
     * @param total as estimated; none where nobody knows
     * @param left until the last row, absent where it cannot be told yet
     */
    public synchronized void rows(String what, long done, double total, @Nullable Duration left) {
        @Nullable Long of = total >= done ? Long.valueOf(Math.round(total)) : null;
        String time = left == null ? "" : ", about " + Math.max(1, left.toSeconds()) + " s left";
        tell(new Progress(done, of, "rows", what + time));
    }

    @Override
    public synchronized void waits(String what, List<Blocker> blockers) {
        String of = blockers.isEmpty() ? "" : " of " + blockers.get(0).describe();
        execution.progress(new Progress(now.done(), now.total(), now.unit(), what + " waits for a lock" + of));
    }

    /** For a watch beside a statement that waits. */
    public synchronized void waits(List<Blocker> blockers) {
        waits(now.message(), blockers);
    }

    public synchronized void add(String label, String value) {
        evidence.add(new Evidence(label, value));
    }

    public synchronized void add(List<Evidence> more) {
        evidence.addAll(more);
    }

    public synchronized List<Evidence> evidence() {
        return List.copyOf(evidence);
    }

    private void tell(Progress progress) {
        now = progress;
        execution.progress(progress);
    }
}
