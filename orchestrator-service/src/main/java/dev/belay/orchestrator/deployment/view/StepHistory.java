package dev.belay.orchestrator.deployment.view;

import dev.belay.contracts.Direction;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.event.EventBody.StepChanged;
import dev.belay.contracts.event.EventBody.StepOutline;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.documents.SeriesText;
import dev.belay.orchestrator.deployment.LiveProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the events seen so far say of one step. */
public final class StepHistory {
    private StepOutline outline;
    private final Span doing = new Span();
    private final Span undoing = new Span();
    private final Set<ExecutionId> attempts = new HashSet<>();
    private final List<Evidence> evidence = new ArrayList<>();
    private List<Evidence> watched = List.of();
    private StepStatus status = StepStatus.PENDING;
    private @Nullable ExecutionId execution;
    private int lease;
    private @Nullable String worker;
    private @Nullable Failure failure;
    private @Nullable String undo;
    private String note = "";
    private @Nullable Instant planned;
    private @Nullable Duration doneIn;
    private @Nullable Duration undoneIn;

    StepHistory(StepOutline outline) {
        this.outline = outline;
    }

    public StepOutline outline() {
        return outline;
    }

    StepStatus status() {
        return status;
    }

    /** How long the step, or once it has begun its undo, has taken; empty while that is under way. */
    public Optional<Duration> duration() {
        return undoing.begun() ? undoing.duration() : doing.duration();
    }

    /** How long its newest success took a worker; empty where it has not succeeded, or a person did it. */
    public Optional<Duration> doneIn() {
        return Optional.ofNullable(doneIn);
    }

    /** How long it took a worker to take it back. */
    public Optional<Duration> undoneIn() {
        return Optional.ofNullable(undoneIn);
    }

    void estimated(EventBody.StepEstimated known) {
        outline = outline.estimated(known);
    }

    void plannedAt(Instant begins) {
        planned = begins;
    }

    /** Each tells all that was seen since the watch began. */
    void watched(EventBody.Watched seen) {
        watched = seen.series().stream()
                .map(series -> new Evidence(series.series(), SeriesText.of(series)))
                .toList();
    }

    void undoRecorded(String how) {
        undo = how;
    }

    void change(StepChanged change, Instant at) {
        keepExecution(change);
        keepAccount(change.account());
        keepTimes(change, at);
        keepDuration(change.status(), change.account());
        status = change.status();
        failure = change.failure() != null || !failureLasts(status) ? change.failure() : failure;
        note = change.note().isEmpty() ? note : change.note();
    }

    private void keepExecution(StepChanged change) {
        ExecutionId changed = change.execution();
        if (changed == null) {
            return;
        }
        if (!changed.equals(execution)) {
            worker = null;
        }
        execution = changed;
        lease = change.lease();
        if (changed.direction() == Direction.DO) {
            attempts.add(changed);
        }
    }

    private void keepAccount(@Nullable Account account) {
        if (account == null) {
            return;
        }
        worker = account.worker();
        account.evidence().stream().filter(item -> !evidence.contains(item)).forEach(evidence::add);
    }

    private void keepDuration(StepStatus changed, @Nullable Account account) {
        if (account == null) {
            return;
        }
        Duration took = Duration.between(account.startedAt(), account.finishedAt());
        if (changed == StepStatus.SUCCEEDED) {
            doneIn = took;
        } else if (changed == StepStatus.UNDONE) {
            undoneIn = took;
        }
    }

    private void keepTimes(StepChanged change, Instant at) {
        Instant started = change.account() == null ? at : change.account().startedAt();
        Instant finished = change.account() == null ? at : change.account().finishedAt();
        switch (change.status()) {
            case RUNNING -> doing.begin(at);
            case SUCCEEDED, FAILED, UNKNOWN, CANCELLED -> doing.end(started, finished, change.account() != null);
            case UNDOING -> undoing.begin(at);
            case UNDONE, UNDO_FAILED -> undoing.end(started, finished, change.account() != null);
            case SKIPPED -> doing.abandon(at);
            case PENDING, WAITING -> {}
        }
    }

    /** A failure stays visible while a person decides and while the step is taken back, not once it runs again. */
    private static boolean failureLasts(StepStatus status) {
        return switch (status) {
            case PENDING, RUNNING, SUCCEEDED -> false;
            case WAITING, FAILED, UNKNOWN, SKIPPED, UNDOING, UNDONE, UNDO_FAILED, CANCELLED -> true;
        };
    }

    StepView view(LiveProgress live) {
        return new StepView(
                outline,
                status,
                new StepView.Run(execution, lease, attempts.size(), worker, doing.start, doing.end, planned),
                progress(live),
                new StepView.Outcome(failure, watched.isEmpty() ? evidence : watched, note),
                undo == null && !undoing.begun()
                        ? null
                        : new StepView.Undo(undo == null ? "" : undo, undoing.start, undoing.end));
    }

    /** A beat may be left over from an execution that has been answered; it then says nothing any more. */
    private @Nullable ProgressView progress(LiveProgress live) {
        boolean underWay = undoing.begun() ? undoing.underWay() : doing.underWay();
        return execution == null || !underWay
                ? null
                : live.newest(execution).map(ProgressView::of).orElse(null);
    }

    /** From when until when something ran; begins anew where it is done again. */
    private static final class Span {
        private @Nullable Instant start;
        private @Nullable Instant end;

        void begin(Instant at) {
            if (start == null || end != null) {
                start = at;
                end = null;
            }
        }

        /** An account's times are the worker's own and win over those of the events. */
        void end(Instant started, Instant finished, boolean accounted) {
            if (start == null || accounted) {
                start = started;
            }
            end = finished;
        }

        /** Ends what has begun; what has not, never will. */
        void abandon(Instant at) {
            if (underWay()) {
                end = at;
            }
        }

        boolean underWay() {
            return start != null && end == null;
        }

        boolean begun() {
            return start != null;
        }

        Optional<Duration> duration() {
            return start == null || end == null ? Optional.empty() : Optional.of(Duration.between(start, end));
        }
    }
}
