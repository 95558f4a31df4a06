package dev.belay.orchestrator.workflow.timing;

import static dev.belay.contracts.event.DecisionKind.APPROVE;
import static dev.belay.contracts.event.DecisionKind.CANCEL;
import static dev.belay.contracts.event.DecisionKind.ROLLBACK;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.plan.Changes;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepPast;
import dev.belay.orchestrator.plan.Timetable;
import dev.belay.orchestrator.plan.timing.Estimate;
import dev.belay.orchestrator.plan.timing.Window;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.BackTo;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.undo.UndoList;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets changes begin in the plan's window only: before it opens they wait, and where one comes so late that a rollback
 * would not fit any more, or after the window has closed, a person is asked.
 *
 * <p>As long as nothing has been changed, a window that has closed is followed by the next one; afterwards it is the one
 * that counts. What zones and their clocks say is kept in the history, since another Java may know them differently.
 */
public final class ChangeHours {
    /** How late it is; a person's consent holds until it is later. */
    private enum Lateness {
        IN_TIME,
        ROLLBACK_TOO_LONG,
        CLOSED
    }

    private Plan plan;
    private final Changes changes;
    private final EventLog events;
    private final Decisions decisions;
    private final UndoList undo;
    private final Announcements announcements;
    private Window.@Nullable Opening opening;
    private Lateness agreed = Lateness.IN_TIME;

    public ChangeHours(DeploymentRequest request, EventLog events, Decisions decisions, UndoList undo) {
        this.plan = request.plan();
        this.changes = request.target().changes();
        this.events = events;
        this.decisions = decisions;
        this.undo = undo;
        this.announcements = new Announcements(request, events);
    }

    /** Says when each step is planned to begin, where the deployment begins now. */
    public void plan() {
        plan(EventLog.now());
    }

    /** The same, where it begins then. */
    public void plan(Instant begins) {
        Timetable timetable = timetable(plan, begins);
        opening = timetable.opening();
        tell(timetable);
    }

    /**
     * Takes what a rehearsal has measured for later steps, where nothing better is known of them, and says anew when
     * each is planned to begin.
     *
     * @param measured by step
     */
    public void rehearsed(Step rehearsal, Map<StepId, Duration> measured) {
        Map<StepId, Duration> news = new LinkedHashMap<>(measured);
        news.keySet()
                .removeIf(id -> plan.findStep(id)
                        .map(step -> step.settings().estimate())
                        .filter(known -> known.basis().source() == EstimateBasis.Source.HISTORY)
                        .isPresent());
        if (news.isEmpty()) {
            return;
        }
        news.forEach((id, takes) -> events.append(new EventBody.StepEstimated(id, takes, EstimateBasis.REHEARSAL)));
        plan = plan.estimated(new StepPast() {
            @Override
            public Optional<Estimate> doing(Step step) {
                return Optional.ofNullable(news.get(step.id()))
                        .map(takes -> new Estimate(takes, EstimateBasis.REHEARSAL));
            }

            @Override
            public Optional<Estimate> undoing(Step step) {
                return Optional.empty();
            }
        });
        tell(timetable(plan.after(rehearsal.id()), EventLog.now()));
    }

    private Timetable timetable(Plan of, Instant begins) {
        return of.timing().window() == null
                ? Timetable.of(of, begins, changes)
                : Workflow.sideEffect(Timetable.class, () -> Timetable.of(of, begins, changes));
    }

    private void tell(Timetable timetable) {
        events.append(new EventBody.TimetableSet(
                timetable.entries().stream()
                        .map(entry -> new EventBody.PlannedStart(entry.step(), entry.begins()))
                        .toList(),
                times()));
    }

    /** Who is told before the deployment begins to change things. */
    Announcements announcements() {
        return announcements;
    }

    /**
     * Waits until the step may begin.
     *
     * @throws TurnBack where a person has cancelled meanwhile, or will not have it begin so late
     */
    public void admit(Step step) {
        if (!changes.by(step)) {
            return;
        }
        Window window = plan.timing().window();
        if (window != null) {
            admit(step, window);
        }
        announcements.tell(EventLog.now());
    }

    private void admit(Step step, Window window) {
        while (true) {
            Window.Opening current = current(window);
            Instant now = EventLog.now();
            if (now.isBefore(current.opens())) {
                await(step, window, current.opens());
                continue;
            }
            Lateness lateness = lateness(current, now);
            if (lateness.compareTo(agreed) <= 0) {
                return;
            }
            ask(step, lateness, new WindowClock(window), current);
            agreed = lateness;
        }
    }

    private Window.Opening current(Window window) {
        Window.Opening known = opening;
        Instant now = EventLog.now();
        if (known == null || (!undo.changed() && !now.isBefore(known.closes()))) {
            boolean missed = known != null;
            known = Workflow.sideEffect(Window.Opening.class, () -> window.openingAt(now));
            opening = known;
            if (missed) {
                plan();
            }
        }
        return known;
    }

    private Lateness lateness(Window.Opening current, Instant now) {
        if (!now.isBefore(current.closes())) {
            return Lateness.CLOSED;
        }
        return now.isAfter(Timetable.lastMoment(plan.timing(), current))
                ? Lateness.ROLLBACK_TOO_LONG
                : Lateness.IN_TIME;
    }

    private void await(Step step, Window window, Instant opens) {
        String until = new WindowClock(window).full(opens);
        DeploymentStatus before = events.status();
        events.step(step.id(), StepStatus.WAITING, "Waits for the window, which opens at " + until);
        events.status(DeploymentStatus.WAITING, "The window opens at " + until);
        announcements.due(opens).ifPresent(due -> {
            awaitUntil(step, due);
            announcements.tell(opens);
        });
        awaitUntil(step, opens);
        events.status(before, "The window is open");
    }

    private void awaitUntil(Step step, Instant moment) {
        Duration left = Duration.between(EventLog.now(), moment);
        if (left.compareTo(Duration.ZERO) > 0) {
            Workflow.await(left, decisions::cancelRequested);
            cancelledMeanwhile(step);
        }
    }

    private void ask(Step step, Lateness lateness, WindowClock clock, Window.Opening current) {
        String what = text(step, lateness, clock, current);
        boolean changed = undo.changed();
        events.step(step.id(), StepStatus.WAITING, what);
        DecisionRequest decision;
        try {
            decision = decisions
                    .ask(Question.ofTrouble(
                                    step.id(),
                                    what
                                            + (changed
                                                    ? " Go on all the same (approve), " + undo.everything()
                                                            + " (rollback), or cancel, which does that too?"
                                                    : " Go on all the same (approve), or cancel? Nothing has been changed yet."),
                                    changed
                                            ? new DecisionKind[] {APPROVE, ROLLBACK, CANCEL}
                                            : new DecisionKind[] {APPROVE, CANCEL})
                            .withTargets(undo.everything(), to -> undo.refusal(BackTo.of(to))))
                    .orElseThrow();
        } catch (TurnBack cancelled) {
            events.step(step.id(), StepStatus.CANCELLED, cancelled.reason());
            throw cancelled;
        }
        if (decision.kind() != APPROVE) {
            String reason = "Not begun so late, says " + decision.by() + Decisions.comment(decision);
            events.step(step.id(), StepStatus.CANCELLED, reason);
            throw new TurnBack(
                    TurnBack.Cause.DECISION, "Step \"" + step.id() + "\": " + reason, BackTo.of(decision.argument()));
        }
    }

    private String text(Step step, Lateness lateness, WindowClock clock, Window.Opening current) {
        String due = "Step \"" + step.id() + "\" is about to change something, and it is " + clock.full(EventLog.now())
                + ". ";
        Duration takes = plan.timing().rollbackTakes();
        return lateness == Lateness.CLOSED || takes == null
                ? due + "The window has closed at " + clock.time(current.closes()) + "."
                : due + "The window closes at " + clock.time(current.closes()) + " and a rollback may take "
                        + WindowClock.length(takes) + ", so "
                        + clock.time(current.closes().minus(takes))
                        + " was the last moment from which a rollback still fits.";
    }

    private void cancelledMeanwhile(Step step) {
        try {
            decisions.turnBackIfCancelled();
        } catch (TurnBack cancelled) {
            events.step(step.id(), StepStatus.CANCELLED, cancelled.reason());
            throw cancelled;
        }
    }

    private EventBody.@Nullable WindowTimes times() {
        Window window = plan.timing().window();
        Window.Opening known = opening;
        return window == null || known == null
                ? null
                : new EventBody.WindowTimes(
                        known.opens(),
                        known.closes(),
                        Timetable.lastMoment(plan.timing(), known),
                        window.zone().getId());
    }
}
