package dev.belay.worker.runtime;

import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Command;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Progress;
import dev.belay.messaging.trace.TraceContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything that this worker knows of one execution; guarded by its own monitor. */
final class Tracked {
    /** Where the execution stands on this worker. */
    enum Stage {
        QUEUED,
        RUNNING,
        FINISHED
    }

    final Command command;
    final Instant acceptedAt;
    final @Nullable TraceContext trace;
    private final Map<String, String> notes = new LinkedHashMap<>();
    private final List<JournalEntry.ChildStarted> children = new ArrayList<>();
    private int lease;
    private String taskToken;
    private Stage stage = Stage.QUEUED;
    private @Nullable Instant begunAt;
    private @Nullable Progress progress;
    private @Nullable Cancellation cancellation;
    private @Nullable Result result;
    private int answeredLease;

    Tracked(JournalEntry.Accepted accepted) {
        this.command = accepted.command();
        this.acceptedAt = accepted.at();
        this.trace = accepted.trace();
        this.lease = command.lease();
        this.taskToken = command.taskToken();
    }

    /** Replays one entry of the journal, or applies one just written. */
    synchronized void apply(JournalEntry entry) {
        if (entry instanceof JournalEntry.Adopted adopted) {
            lease = adopted.lease();
            taskToken = adopted.taskToken();
        } else if (entry instanceof JournalEntry.Begun begun) {
            begunAt = begun.at();
            stage = Stage.RUNNING;
        } else if (entry instanceof JournalEntry.Noted noted) {
            notes.put(noted.key(), noted.value());
        } else if (entry instanceof JournalEntry.ChildStarted child) {
            children.add(child);
        } else if (entry instanceof JournalEntry.Cancelled cancelled) {
            cancellation = cancelled.cancellation();
        } else if (entry instanceof JournalEntry.Finished finished) {
            result = finished.result();
            stage = Stage.FINISHED;
        } else if (entry instanceof JournalEntry.Answered answered) {
            answeredLease = answered.lease();
        }
    }

    synchronized int lease() {
        return lease;
    }

    synchronized String taskToken() {
        return taskToken;
    }

    synchronized Stage stage() {
        return stage;
    }

    synchronized Optional<Instant> begunAt() {
        return Optional.ofNullable(begunAt);
    }

    synchronized Optional<String> noted(String key) {
        return Optional.ofNullable(notes.get(key));
    }

    synchronized List<JournalEntry.ChildStarted> children() {
        return List.copyOf(children);
    }

    synchronized void progress(Progress now) {
        progress = now;
    }

    synchronized @Nullable Progress progress() {
        return progress;
    }

    synchronized Optional<Cancellation> cancellation() {
        return Optional.ofNullable(cancellation);
    }

    synchronized boolean answered() {
        return result != null && answeredLease == lease;
    }

    /** The kept result under the lease that is now current. */
    synchronized Optional<Result> result() {
        Result kept = result;
        return kept == null
                ? Optional.empty()
                : Optional.of(new Result(
                        kept.execution(),
                        lease,
                        taskToken,
                        kept.outcome(),
                        kept.account(),
                        kept.output(),
                        kept.failure()));
    }
}
