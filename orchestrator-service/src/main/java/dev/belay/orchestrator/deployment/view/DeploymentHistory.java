package dev.belay.orchestrator.deployment.view;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.event.EventBody.StepOutline;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.LiveProgress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the events seen so far say of a deployment.
 *
 * <p>An event that cannot be leaves a warning and is shown all the same: the workflow knows, and a read must not break.
 */
public final class DeploymentHistory {
    private final Map<String, List<StepHistory>> phases = new LinkedHashMap<>();
    private final Map<StepId, StepHistory> steps = new LinkedHashMap<>();
    private final Questions questions = new Questions();
    private final List<DecisionView> decisions = new ArrayList<>();
    private final List<NoteView> notes = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private EventBody.@Nullable DeploymentStarted started;
    private DeploymentStatus status = DeploymentStatus.PENDING;
    private String reason = "";
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private EventBody.@Nullable Scheduled scheduled;
    private EventBody.@Nullable WindowTimes window;
    private long lastSeq;

    /** Takes the next event. */
    public void add(DeploymentEvent event) {
        if (event.seq() > lastSeq + 1) {
            warn(
                    event,
                    "Events " + (lastSeq + 1) + " to " + (event.seq() - 1)
                            + " are lost, and what they said is not shown");
        }
        lastSeq = event.seq();
        Instant at = event.at();
        EventBody body = event.body();
        if (status.terminal()) {
            warn(event, "The deployment had ended as " + status + "; expected no further event");
        }
        if (body instanceof EventBody.DeploymentStarted begun) {
            start(begun, at);
        } else if (body instanceof EventBody.StatusChanged changed) {
            changeStatus(event, changed);
        } else if (body instanceof EventBody.StepAdded added) {
            addStep(added.phase(), added.step());
        } else if (body instanceof EventBody.StepChanged changed) {
            changeStep(event, changed);
        } else if (body instanceof EventBody.UndoRecorded recorded) {
            step(event, recorded.step()).ifPresent(step -> step.undoRecorded(recorded.undo()));
        } else if (body instanceof EventBody.DecisionNeeded asked) {
            questions.asked(asked, at);
        } else if (body instanceof EventBody.DecisionMade made) {
            decisions.add(DecisionView.of(made, at));
            questions.answered(made);
        } else if (body instanceof EventBody.NotificationRequested request) {
            notes.add(new NoteView(at, request.step(), request.text()));
        } else if (body instanceof EventBody.Watched watched) {
            step(event, watched.step()).ifPresent(step -> step.watched(watched));
        } else if (body instanceof EventBody.Noted noted) {
            notes.add(new NoteView(at, noted.step(), noted.text()));
        } else if (body instanceof EventBody.TimetableSet set) {
            window = set.window();
            set.steps().forEach(start -> step(event, start.step()).ifPresent(step -> step.plannedAt(start.at())));
        } else if (body instanceof EventBody.StepEstimated known) {
            step(event, known.step()).ifPresent(step -> step.estimated(known));
        } else if (body instanceof EventBody.Announced announced) {
            notes.add(new NoteView(at, null, announced.text()));
        } else if (body instanceof EventBody.Scheduled later) {
            scheduled = later;
            startedAt = null;
        } else if (body instanceof EventBody.StepDue due) {
            step(event, due.step());
        } else if (body instanceof EventBody.MigrationsRehearsed rehearsed) {
            step(event, rehearsed.step());
        } else {
            throw new IllegalStateException("Event " + event.seq() + " of deployment " + event.deployment() + " is a "
                    + body.getClass().getSimpleName() + ", which the history does not know; add it here");
        }
    }

    private void start(EventBody.DeploymentStarted begun, Instant at) {
        started = begun;
        startedAt = at;
        for (EventBody.PhaseOutline phase : begun.plan().phases()) {
            phases.computeIfAbsent(phase.name(), name -> new ArrayList<>());
            phase.steps().forEach(step -> addStep(phase.name(), step));
        }
    }

    private void addStep(String phase, StepOutline outline) {
        StepHistory step = new StepHistory(outline);
        if (steps.putIfAbsent(outline.id(), step) == null) {
            phases.computeIfAbsent(phase, name -> new ArrayList<>()).add(step);
        }
    }

    private void changeStatus(DeploymentEvent event, EventBody.StatusChanged changed) {
        DeploymentTransitions.complaint(status, changed.status()).ifPresent(complaint -> warn(event, complaint));
        status = changed.status();
        reason = changed.reason();
        if (startedAt == null && status == DeploymentStatus.RUNNING) {
            startedAt = event.at();
        }
        if (status.terminal()) {
            finishedAt = event.at();
        }
        if (status.terminal() || status == DeploymentStatus.ROLLING_BACK) {
            questions.closeAll();
        }
    }

    private void changeStep(DeploymentEvent event, EventBody.StepChanged changed) {
        step(event, changed.step()).ifPresent(step -> {
            StepTransitions.complaint(changed.step(), step.status(), changed.status())
                    .ifPresent(complaint -> warn(event, complaint));
            step.change(changed, event.at());
        });
        questions.changed(changed);
    }

    private Optional<StepHistory> step(DeploymentEvent event, StepId id) {
        Optional<StepHistory> step = step(id);
        if (step.isEmpty()) {
            warn(event, "Step \"" + id + "\" is not of this deployment; expected one of " + steps.keySet());
        }
        return step;
    }

    private void warn(DeploymentEvent event, String complaint) {
        warnings.add("Event " + event.seq() + ": " + complaint + ".");
    }

    public Optional<StepHistory> step(StepId id) {
        return Optional.ofNullable(steps.get(id));
    }

    public List<StepHistory> steps() {
        return List.copyOf(steps.values());
    }

    /** The first event, where it has been seen. */
    public Optional<EventBody.DeploymentStarted> started() {
        return Optional.ofNullable(started);
    }

    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    public List<QuestionView> questions() {
        return questions.list();
    }

    public DeploymentView.Standing standing() {
        return new DeploymentView.Standing(status, reason, startedAt, finishedAt, lastSeq);
    }

    DeploymentView view(Intent intent, LiveProgress live) {
        List<PhaseView> shown = phases.entrySet().stream()
                .map(phase -> new PhaseView(
                        phase.getKey(),
                        phase.getValue().stream().map(step -> step.view(live)).toList()))
                .toList();
        return new DeploymentView(
                intent.deployment(),
                standing(),
                asked(intent),
                shown,
                new DeploymentView.Conversation(questions.list(), decisions, notes, warnings),
                hours(intent),
                null);
    }

    /** Until the first event has come, the intent alone says when it begins. */
    private DeploymentView.Hours hours(Intent intent) {
        Intent.Schedule asked = intent.schedule();
        if (asked != null) {
            return new DeploymentView.Hours(asked.startsAt(), asked.zone().getId(), window);
        }
        EventBody.Scheduled told = scheduled;
        return told == null
                ? new DeploymentView.Hours(null, null, window)
                : new DeploymentView.Hours(told.startsAt(), told.zone(), window);
    }

    /** When it is, or was, to begin; absent where that was at once. */
    public @Nullable Instant scheduledFor() {
        return scheduled == null ? null : scheduled.startsAt();
    }

    private DeploymentView.Asked asked(Intent intent) {
        return new DeploymentView.Asked(
                intent.plan().name(),
                started().map(begun -> begun.plan().description()).orElse(""),
                intent.environment(),
                intent.parameters(),
                intent.request().by(),
                intent.request().at(),
                intent.request().comment());
    }
}
