package dev.belay.worker.runtime;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.contracts.work.Work;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the journal knows of executions and cancellations: nothing is true here before it is on disk.
 *
 * <p>Its own lock guards it; whoever decides by what it says holds that lock over both.
 */
final class TrackedExecutions {
    private final Journal journal;
    private final Map<ExecutionId, Tracked> tracked = new HashMap<>();
    private final Map<ExecutionId, Cancellation> cancellations = new HashMap<>();

    TrackedExecutions(Journal journal) {
        this.journal = journal;
    }

    /** Reads what predecessors wrote, and drops from the journal what was answered before then. */
    synchronized void replay(Instant oldest) throws IOException {
        List<JournalEntry> entries = journal.read();
        entries.forEach(this::apply);
        tracked.values().removeIf(one -> one.answered() && one.acceptedAt.isBefore(oldest));
        cancellations.values().removeIf(one -> one.at().isBefore(oldest));
        journal.replace(entries.stream()
                .filter(entry -> tracked.containsKey(entry.execution()) || cancellations.containsKey(entry.execution()))
                .toList());
    }

    synchronized void write(JournalEntry entry) {
        journal.write(entry);
        apply(entry);
    }

    /** Accepts a command that is not known yet. */
    synchronized Tracked accept(JournalEntry.Accepted accepted) {
        write(accepted);
        return find(accepted.execution())
                .orElseThrow(
                        () -> new IllegalStateException(accepted.execution() + " was accepted and is not tracked"));
    }

    /** Remembers the cancellation; false where it was known. */
    synchronized boolean cancel(Cancellation cancellation) {
        if (cancellations.containsKey(cancellation.execution())) {
            return false;
        }
        write(new JournalEntry.Cancelled(cancellation));
        return true;
    }

    synchronized Optional<Tracked> find(ExecutionId execution) {
        return Optional.ofNullable(tracked.get(execution));
    }

    synchronized Optional<Cancellation> findCancellation(ExecutionId execution) {
        return Optional.ofNullable(cancellations.get(execution));
    }

    synchronized List<Tracked> list() {
        return List.copyOf(tracked.values());
    }

    /** Those that are queued or running. */
    synchronized List<Tracked> listOpen() {
        return open().toList();
    }

    /** The executions of a deployment that are queued or running, without the ones that quiesce it. */
    synchronized List<ExecutionId> listOpen(DeploymentId deployment) {
        return open().filter(worksFor(deployment))
                .map(one -> one.command.execution())
                .toList();
    }

    /** Whether an execution of the deployment has, or may have, opened a session on its environment's database. */
    synchronized boolean mayHaveSessions(DeploymentId deployment) {
        return tracked.values().stream()
                .filter(worksFor(deployment))
                .anyMatch(
                        one -> !one.result().map(TrackedExecutions::openedNone).orElse(false));
    }

    synchronized int count(Class<? extends Work> work, Tracked.Stage stage) {
        return (int) tracked.values().stream()
                .filter(one -> one.stage() == stage)
                .filter(one -> work.isInstance(one.command.work()))
                .count();
    }

    private Stream<Tracked> open() {
        return tracked.values().stream().filter(one -> one.stage() != Tracked.Stage.FINISHED);
    }

    private static Predicate<Tracked> worksFor(DeploymentId deployment) {
        return one -> !(one.command.work() instanceof QuiesceWork)
                && one.command.execution().deployment().equals(deployment);
    }

    private static boolean openedNone(Result result) {
        Integer sessions = result.account().databaseSessions();
        return sessions != null && sessions == 0;
    }

    private void apply(JournalEntry entry) {
        if (entry instanceof JournalEntry.Accepted accepted) {
            tracked.put(entry.execution(), new Tracked(accepted));
        }
        if (entry instanceof JournalEntry.Cancelled cancelled) {
            cancellations.put(entry.execution(), cancelled.cancellation());
        }
        Tracked one = tracked.get(entry.execution());
        if (one != null) {
            one.apply(entry);
        }
    }
}
