package dev.belay.cli.timeline;

import dev.belay.cli.api.document.LiveBeat;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.event.EventBody.DecisionMade;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import dev.belay.contracts.event.EventBody.DeploymentStarted;
import dev.belay.contracts.event.EventBody.Noted;
import dev.belay.contracts.event.EventBody.PhaseOutline;
import dev.belay.contracts.event.EventBody.StepOutline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that is known of a deployment by the events so far. */
public final class Timeline {
    private final DeploymentId id;
    private final Map<StepId, TimelineStep> steps = new LinkedHashMap<>();
    private final List<String> planned = new ArrayList<>();
    private final Set<StepId> ofRollback = new LinkedHashSet<>();
    private final List<DecisionMade> decisions = new ArrayList<>();
    private final List<Noted> notes = new ArrayList<>();
    private final OpenQuestions questions = new OpenQuestions();
    private @Nullable DeploymentStarted started;
    private DeploymentStatus status = DeploymentStatus.PENDING;
    private String reason = "";
    private String rollbackReason = "";
    private @Nullable Instant startedAt;
    private @Nullable Instant changedAt;
    private boolean rollbackBegun;
    private long lastSeq;

    public Timeline(DeploymentId id) {
        this.id = id;
    }

    /** Takes the next event; one of a kind that this version does not know changes nothing. */
    public void add(DeploymentEvent event) {
        lastSeq = event.seq();
        EventBody body = event.body();
        if (body instanceof DeploymentStarted begun) {
            start(begun, event.at());
        } else if (body instanceof EventBody.StatusChanged changed) {
            change(changed, event.at());
        } else if (body instanceof EventBody.StepAdded added) {
            addStep(added.phase(), added.step());
        } else if (body instanceof EventBody.StepChanged changed) {
            change(changed, event.at());
        } else if (body instanceof EventBody.UndoRecorded recorded) {
            step(recorded.step()).ifPresent(step -> step.undoRecorded(recorded.undo()));
        } else if (body instanceof DecisionNeeded asked) {
            questions.asked(asked);
        } else if (body instanceof DecisionMade made) {
            questions.answered(made);
            decisions.add(made);
        } else if (body instanceof Noted note) {
            notes.add(note);
        } else if (body instanceof EventBody.Scheduled scheduled) {
            startedAt = scheduled.startsAt();
        } else if (body instanceof EventBody.StepEstimated known) {
            step(known.step()).ifPresent(step -> step.estimated(known));
        } else if (body instanceof EventBody.TimetableSet set) {
            set.steps().forEach(start -> step(start.step()).ifPresent(step -> step.plannedAt(start.at())));
        }
    }

    /** Takes a sign of life; one that comes too late changes nothing. */
    public void add(LiveBeat beat) {
        step(beat.execution().step())
                .filter(TimelineStep::working)
                .filter(step -> step.execution().map(beat.execution()::equals).orElse(true))
                .ifPresent(step -> step.mutablePace().add(beat));
    }

    private void start(DeploymentStarted begun, Instant at) {
        started = begun;
        startedAt = at;
        for (PhaseOutline phase : begun.plan().phases()) {
            planned.add(phase.name());
            phase.steps().forEach(step -> steps.put(step.id(), new TimelineStep(step, phase.name())));
        }
    }

    private void addStep(String phase, StepOutline outline) {
        steps.putIfAbsent(outline.id(), new TimelineStep(outline, phase));
        if (rollbackBegun) {
            ofRollback.add(outline.id());
        } else if (!planned.contains(phase)) {
            planned.add(phase);
        }
    }

    private void change(EventBody.StatusChanged changed, Instant at) {
        status = changed.status();
        reason = changed.reason();
        changedAt = at;
        if (status == DeploymentStatus.ROLLING_BACK && !rollbackBegun) {
            rollbackBegun = true;
            rollbackReason = reason;
        }
        if (status.terminal() || status == DeploymentStatus.ROLLING_BACK) {
            questions.closeAll();
        }
    }

    private void change(EventBody.StepChanged changed, Instant at) {
        TimelineStep step = steps.computeIfAbsent(changed.step(), this::unannounced);
        step.change(changed, at);
        if (undoBegun(changed.status())) {
            ofRollback.add(changed.step());
        }
        questions.changed(changed);
    }

    /** A step that no event announced is shown all the same. */
    private TimelineStep unannounced(StepId step) {
        StepOutline outline = new StepOutline(step, dev.belay.contracts.StepKind.RUN, step.text(), null, null);
        String phase = planned.isEmpty() ? "" : planned.get(planned.size() - 1);
        return new TimelineStep(outline, phase);
    }

    private static boolean undoBegun(StepStatus status) {
        return switch (status) {
            case UNDOING, UNDONE, UNDO_FAILED -> true;
            case PENDING, RUNNING, WAITING, SUCCEEDED, FAILED, UNKNOWN, SKIPPED, CANCELLED -> false;
        };
    }

    public DeploymentId id() {
        return id;
    }

    /** What was asked for, once the first event has come. */
    public Optional<DeploymentStarted> started() {
        return Optional.ofNullable(started);
    }

    public DeploymentStatus status() {
        return status;
    }

    /** Why it stands where it stands, may be empty. */
    public String reason() {
        return reason;
    }

    public boolean rollbackBegun() {
        return rollbackBegun || !ofRollback.isEmpty();
    }

    /** Why everything is taken back, may be empty. */
    public String rollbackReason() {
        return rollbackReason;
    }

    public long lastSeq() {
        return lastSeq;
    }

    /** How long it took, or has taken by now. */
    public Duration duration(Instant now) {
        if (startedAt == null) {
            return Duration.ZERO;
        }
        Instant end = status.terminal() && changedAt != null ? changedAt : now;
        Duration taken = Duration.between(startedAt, end);
        return taken.isNegative() ? Duration.ZERO : taken;
    }

    /** The phases of the plan, in order. */
    public List<String> phases() {
        return List.copyOf(planned);
    }

    /** The steps of a phase of the plan, in order, without what the rollback added to it. */
    public List<TimelineStep> stepsOf(String phase) {
        return plannedSteps().stream()
                .filter(step -> step.phase().equals(phase))
                .toList();
    }

    /** The steps of the plan, in order. */
    public List<TimelineStep> plannedSteps() {
        return steps.values().stream()
                .filter(step -> planned.contains(step.phase()))
                .filter(step ->
                        !ofRollback.contains(step.id()) || step.startedAt().isPresent() && !isAddition(step))
                .toList();
    }

    /** What the rollback does, or has done, in the order in which it began: undos and steps of its own. */
    public List<TimelineStep> rollbackSteps() {
        return ofRollback.stream().flatMap(step -> step(step).stream()).toList();
    }

    /** Whether the rollback added the step, so that it is not one that is taken back. */
    public boolean isAddition(TimelineStep step) {
        return ofRollback.contains(step.id())
                && started()
                        .map(Timeline::announced)
                        .map(known -> !known.contains(step.id()))
                        .orElse(true)
                && step.undo().isEmpty();
    }

    private static Collection<StepId> announced(DeploymentStarted begun) {
        return begun.plan().phases().stream()
                .flatMap(phase -> phase.steps().stream())
                .map(StepOutline::id)
                .toList();
    }

    /** What is still to be taken back, newest first. */
    public List<TimelineStep> toTakeBack() {
        List<TimelineStep> open = new ArrayList<>(steps.values().stream()
                .filter(step -> !step.undo().isEmpty())
                .filter(TimelineStep::begun)
                .toList());
        java.util.Collections.reverse(open);
        open.sort(Comparator.comparing((TimelineStep step) -> step.startedAt().orElse(Instant.EPOCH))
                .reversed());
        return open;
    }

    /** What a worker, or a person, has in hand. */
    public List<TimelineStep> working() {
        return steps.values().stream().filter(TimelineStep::working).toList();
    }

    public List<TimelineStep> withStatus(Set<StepStatus> wanted) {
        return steps.values().stream()
                .filter(step -> wanted.contains(step.status()))
                .toList();
    }

    /** What is asked of people now. */
    public List<DecisionNeeded> questions() {
        return questions.list();
    }

    /** What was worth knowing, in order. */
    public List<Noted> notes() {
        return List.copyOf(notes);
    }

    /** What was decided, in order. */
    public List<DecisionMade> decisions() {
        return List.copyOf(decisions);
    }

    public Optional<TimelineStep> step(StepId step) {
        return Optional.ofNullable(steps.get(step));
    }
}
