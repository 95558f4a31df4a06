package dev.belay.cli.timeline;

import dev.belay.contracts.Direction;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.event.EventBody.StepChanged;
import dev.belay.contracts.event.EventBody.StepOutline;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One step as it stands. */
public final class TimelineStep {
    /** So little is not worth a word. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private StepOutline outline;
    private final String phase;
    private final Span doing = new Span();
    private final Span undoing = new Span();
    private final Pace pace = new Pace();
    private StepStatus status = StepStatus.PENDING;
    private StepStatus outcome = StepStatus.PENDING;
    private List<Evidence> evidence = List.of();
    private List<Evidence> undoEvidence = List.of();
    private @Nullable ExecutionId execution;
    private @Nullable Failure failure;
    private @Nullable Failure undoFailure;
    private String undo = "";
    private String note = "";
    private int attempt = 1;
    private @Nullable Instant planned;

    TimelineStep(StepOutline outline, String phase) {
        this.outline = outline;
        this.phase = phase;
    }

    void estimated(EventBody.StepEstimated known) {
        outline = outline.estimated(known);
    }

    void plannedAt(Instant begins) {
        planned = begins;
    }

    /** When it was to begin if everything went as estimated; empty where no plan foresaw it. */
    public Optional<Instant> plannedAt() {
        return Optional.ofNullable(planned);
    }

    /** By how much it took, or has taken by now, longer than estimated. */
    public Optional<Duration> late(Instant now) {
        Duration estimate = outline.estimate();
        return estimate == null
                ? Optional.empty()
                : doing.duration(now).map(taken -> taken.minus(estimate)).filter(over -> over.compareTo(TOLERANCE) > 0);
    }

    void undoRecorded(String how) {
        undo = how;
    }

    void change(StepChanged change, Instant at) {
        boolean ofUndo = ofUndo(change);
        ExecutionId changed = change.execution();
        if (changed != null) {
            execution = changed;
            if (changed.direction() == Direction.DO) {
                attempt = changed.ordinal();
            }
        }
        status = change.status();
        outcome = ofUndo ? outcome : status;
        note = change.note();
        keepTimes(change, at, ofUndo);
        keepOutcome(change, ofUndo);
        if (!working()) {
            pace.forget();
        }
    }

    private void keepTimes(StepChanged change, Instant at, boolean ofUndo) {
        switch (change.status()) {
            case RUNNING -> doing.begin(at);
            case UNDOING -> undoing.begin(at);
            case SUCCEEDED, FAILED, UNKNOWN -> end(doing, change, at);
            case CANCELLED -> {
                if (doing.start().isPresent()) {
                    end(doing, change, at);
                }
            }
            case UNDONE, UNDO_FAILED -> end(undoing, change, at);
            case WAITING -> {
                Span waiting = ofUndo ? undoing : doing;
                waiting.begin(at);
            }
            case PENDING, SKIPPED -> {}
        }
    }

    private static void end(Span span, StepChanged change, Instant at) {
        Account account = change.account();
        if (account == null) {
            span.end(at);
        } else {
            span.set(account.startedAt(), account.finishedAt());
        }
    }

    private void keepOutcome(StepChanged change, boolean ofUndo) {
        List<Evidence> shown =
                change.account() == null ? List.of() : change.account().evidence();
        if (ofUndo) {
            undoFailure = change.failure();
            undoEvidence = shown.isEmpty() ? undoEvidence : shown;
        } else {
            failure = change.failure();
            evidence = shown.isEmpty() ? evidence : shown;
        }
    }

    private static boolean ofUndo(StepChanged change) {
        ExecutionId execution = change.execution();
        return switch (change.status()) {
            case UNDOING, UNDONE, UNDO_FAILED -> true;
            case WAITING -> execution != null && execution.direction() == Direction.UNDO;
            case PENDING, RUNNING, SUCCEEDED, FAILED, UNKNOWN, SKIPPED, CANCELLED -> false;
        };
    }

    Pace mutablePace() {
        return pace;
    }

    public StepId id() {
        return outline.id();
    }

    public StepOutline outline() {
        return outline;
    }

    public String phase() {
        return phase;
    }

    public StepStatus status() {
        return status;
    }

    /** How the step itself went, whatever its undo has done since. */
    public StepStatus outcome() {
        return outcome;
    }

    /** Whether a worker has it, or a person. */
    public boolean working() {
        return switch (status) {
            case RUNNING, WAITING, UNDOING -> true;
            case PENDING, SUCCEEDED, FAILED, UNKNOWN, SKIPPED, UNDONE, UNDO_FAILED, CANCELLED -> false;
        };
    }

    /** Whether it began, and was not taken back since. */
    public boolean begun() {
        return doing.start().isPresent() && status != StepStatus.UNDONE;
    }

    public Optional<Instant> startedAt() {
        return doing.start();
    }

    /** How long the step itself took, or has taken by now. */
    public Optional<Duration> duration(Instant now) {
        return doing.duration(now);
    }

    /** How long its undo took, or has taken by now. */
    public Optional<Duration> undoDuration(Instant now) {
        return undoing.duration(now);
    }

    public List<Evidence> evidence() {
        return evidence;
    }

    public List<Evidence> undoEvidence() {
        return undoEvidence;
    }

    public Optional<ExecutionId> execution() {
        return Optional.ofNullable(execution);
    }

    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    public Optional<Failure> undoFailure() {
        return Optional.ofNullable(undoFailure);
    }

    /** How it is taken back; empty where that was not recorded, so that nothing is to be taken back. */
    public String undo() {
        return undo;
    }

    /** What the newest change said besides, may be empty. */
    public String note() {
        return note;
    }

    /** Which attempt the newest one is, from 1. */
    public int attempt() {
        return attempt;
    }

    public Pace pace() {
        return pace;
    }
}
