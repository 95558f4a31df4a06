package dev.belay.orchestrator.workflow;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EventBody;
import dev.belay.orchestrator.plan.Phase;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.Turn;
import dev.belay.orchestrator.plan.step.ApproveStep;
import dev.belay.orchestrator.plan.step.NotifyStep;
import dev.belay.orchestrator.plan.step.RehearseStep;
import dev.belay.orchestrator.plan.step.RequireRehearsalStep;
import dev.belay.orchestrator.plan.step.WatchStep;
import dev.belay.orchestrator.workflow.decision.Approvals;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.execution.Fencing;
import dev.belay.orchestrator.workflow.execution.SnapshotDrop;
import dev.belay.orchestrator.workflow.rehearsing.Requirement;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import dev.belay.orchestrator.workflow.request.Handover;
import dev.belay.orchestrator.workflow.request.WatchStanding;
import dev.belay.orchestrator.workflow.rollback.Rollback;
import dev.belay.orchestrator.workflow.step.StepRunner;
import dev.belay.orchestrator.workflow.step.Together;
import dev.belay.orchestrator.workflow.step.UndoRecorder;
import dev.belay.orchestrator.workflow.timing.ChangeHours;
import dev.belay.orchestrator.workflow.timing.ScheduledStart;
import dev.belay.orchestrator.workflow.undo.UndoList;
import dev.belay.orchestrator.workflow.watching.HeldWatch;
import dev.belay.orchestrator.workflow.watching.WatchParts;
import java.util.ArrayList;
import java.util.List;

/** Walks through the plan, and back where it must. */
final class Walk {
    private final DeploymentRequest request;
    private final EventLog events;
    private final Decisions decisions;
    private final UndoList undo;
    private final Approvals approvals;
    private final StepRunner steps;
    private final Rollback rollback;
    private final ChangeHours hours;
    private final Together together;
    private final Later later;
    private final Executor executor;
    private final Fencing fencing;
    private final Requirement requirement;
    private final EnvironmentActivities environment;

    Walk(
            DeploymentRequest request,
            EventLog events,
            Decisions decisions,
            Executor executor,
            UndoList undo,
            Fencing fencing,
            EnvironmentActivities environment) {
        this.request = request;
        this.events = events;
        this.decisions = decisions;
        this.undo = undo;
        this.fencing = fencing;
        approvals = new Approvals(events, decisions, undo);
        steps = new StepRunner(
                events, decisions, executor, new UndoRecorder(request, events, executor, undo), undo, fencing, request);
        rollback = new Rollback(request, events, decisions, executor, undo, steps, fencing);
        hours = new ChangeHours(request, events, decisions, undo);
        together = new Together(events, decisions, steps);
        later = new Later(request, events);
        requirement = new Requirement(request, events, environment);
        this.environment = environment;
        this.executor = executor;
    }

    /** Waits for the time at which it is to begin; false where it has ended instead. */
    boolean mayBegin() {
        DeploymentRequest.Schedule schedule = request.schedule();
        return schedule == null
                || new ScheduledStart(request, schedule, events, decisions, hours, environment).awaited();
    }

    /** Ends with a terminal status. */
    void run() {
        hours.plan();
        try {
            for (Phase phase : request.plan().phases()) {
                for (Turn turn : phase.turns()) {
                    take(turn);
                }
                if (phase.hasFloor()) {
                    keep(phase);
                }
            }
            decisions.turnBackIfCancelled();
            if (later.isNothing()) {
                SnapshotDrop.run(request.plan(), events, executor);
            }
            fencing.release();
            if (later.isNothing()) {
                events.status(DeploymentStatus.SUCCEEDED, "Every step has succeeded");
            } else {
                later.letGo();
            }
        } catch (TurnBack turned) {
            decisions.goingBack();
            rollback.run(turned);
        }
    }

    private void take(Turn turn) {
        if (turn instanceof Turn.AtOnce atOnce) {
            perform(atOnce.steps());
            atOnce.steps().stream().filter(step -> !later.isPutOff(step)).forEach(step -> undo.passed(step.id()));
        } else if (turn instanceof Turn.LeftOut leftOut) {
            events.step(leftOut.step().id(), StepStatus.SKIPPED, leftOut.reason());
        }
    }

    private void perform(List<Step> atOnce) {
        List<Step> now = new ArrayList<>();
        for (Step step : atOnce) {
            decisions.turnBackIfCancelled();
            if (later.putsOff(step)) {
                continue;
            }
            hours.admit(step);
            mentionOwner(step);
            now.add(step);
        }
        if (now.size() == 1) {
            perform(now.get(0));
        } else if (!now.isEmpty()) {
            together.run(now);
        }
    }

    /** Begins to watch, where something is left to be looked at; once everything that was told is published. */
    void handOn() {
        if (events.status() == DeploymentStatus.WATCHING) {
            DecisionRequest cancel = decisions.handOn();
            later.begin(
                    new Handover(
                            request,
                            events.told(decisions.asked()),
                            executor.memory(),
                            undo.handedOn(),
                            steps.baselines().handedOn()),
                    cancel);
        }
    }

    private void keep(Phase phase) {
        undo.keep(phase.name());
        events.note(
                null,
                "Phase \"" + phase.name() + "\" is done and kept: a later failure is taken back to its end, and further"
                        + " only where a person chooses so.");
    }

    private void perform(Step step) {
        if (step.definition() instanceof ApproveStep approve) {
            approvals.ask(step, approve, steps.facts());
        } else if (step.definition() instanceof RequireRehearsalStep required) {
            steps.facts().keep(step.id(), required, requirement.judge(step, required, steps.planned()));
        } else if (step.definition() instanceof WatchStep watch) {
            WatchStanding begin = WatchStanding.begin(step, EventLog.now().plus(watch.length()));
            new HeldWatch(
                            events,
                            decisions,
                            new WatchParts(events, executor, steps.baselines().of(step.id()), begin),
                            undo)
                    .run();
        } else if (step.definition() instanceof NotifyStep notify) {
            events.step(step.id(), StepStatus.RUNNING, "");
            events.append(new EventBody.NotificationRequested(step.id(), notify.channel(), notify.text()));
            events.step(step.id(), StepStatus.SUCCEEDED, "");
        } else {
            steps.run(step);
            if (step.definition() instanceof RehearseStep) {
                hours.rehearsed(step, steps.rehearsed(step));
            }
        }
    }

    private void mentionOwner(Step step) {
        String owner = step.settings().owner();
        if (owner != null) {
            events.append(new EventBody.StepDue(step.id(), step.title(), owner));
        }
    }
}
