package dev.belay.orchestrator.workflow.watching;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.watch.RuleFiring;
import dev.belay.contracts.work.Output;
import dev.belay.orchestrator.plan.OnFailure;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.execution.Executor;
import dev.belay.orchestrator.workflow.execution.SnapshotDrop;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.WatchRequest;
import dev.belay.orchestrator.workflow.request.WatchStanding;
import dev.belay.orchestrator.workflow.undo.WayBack;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks over time at a deployment that is through: one watch, part after part, and checks when they are due.
 *
 * <p>A question does not stop the looking: what is worse than what was asked about must still be seen.
 */
public final class LaterLook {
    /** After so many parts the history is long enough to begin a new one. */
    private static final int MOST_PARTS = 40;

    private static final Duration LONGEST_STOP = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final EventLog events;
    private final Decisions decisions;
    private final Executor executor;
    private final Plan plan;
    private final WayBack wayBack;
    private final LaterChecks checks;
    private final @Nullable WatchParts watch;
    private final StepId step;
    private @Nullable Promise<Result> part;
    private @Nullable Promise<Optional<DecisionRequest>> question;
    private String asked = "";
    private @Nullable GoingBack goingBack;
    private boolean watchEnded;
    private int parts;

    public LaterLook(WatchRequest request, EventLog events, Decisions decisions, Executor executor, WayBack wayBack) {
        this.events = events;
        this.decisions = decisions;
        this.executor = executor;
        this.plan = request.handover().request().plan();
        this.wayBack = wayBack;
        this.checks = new LaterChecks(request, events, executor);
        WatchStanding standing = request.watch();
        this.watch = standing == null
                ? null
                : new WatchParts(
                        events,
                        executor,
                        request.handover()
                                .measured()
                                .series()
                                .getOrDefault(standing.step().id().text(), List.of()),
                        standing);
        this.step = standing == null
                ? request.checks().get(0).step().id()
                : standing.step().id();
        this.watchEnded = standing == null;
    }

    /** Why, and how far, it is to be taken back; absent is as far as the plan says. */
    private record GoingBack(String reason, @Nullable String to) {}

    /** How it ends. */
    public sealed interface End {}

    /** The deployment has its terminal status. */
    public record Over() implements End {}

    /** The environment is taken again. */
    public record TakenBack(String reason, @Nullable String to) implements End {}

    /** The same again, with a new history. */
    public record GoesOn(@Nullable WatchStanding watch, List<WatchRequest.Due> checks) implements End {
        public GoesOn {
            checks = List.copyOf(checks);
        }
    }

    public End run() {
        while (true) {
            if (decisions.cancelRequested()) {
                return endedByAPerson();
            }
            takeAnswer();
            takeRollback();
            GoingBack back = goingBack;
            if (back != null && takenAgain(back.reason())) {
                decisions.goingBack();
                return new TakenBack(back.reason(), back.to());
            }
            goingBack = null;
            if (part == null && checks.isDue()) {
                judge();
                continue;
            }
            if (part == null && question == null) {
                if (watchEnded && checks.none()) {
                    SnapshotDrop.run(plan, events, executor);
                    events.status(DeploymentStatus.SUCCEEDED, "Every step has succeeded, and nothing was found since");
                    return new Over();
                }
                if (parts >= MOST_PARTS) {
                    return new GoesOn(watchEnded || watch == null ? null : watch.standing(), checks.left());
                }
            }
            beginPart();
            await();
            takePart();
        }
    }

    private End endedByAPerson() {
        Promise<Result> looking = part;
        if (looking != null) {
            Workflow.await(LONGEST_STOP, looking::isCompleted);
        }
        try {
            decisions.turnBackIfCancelled();
        } catch (TurnBack cancelled) {
            String reason = "The watch was ended before its time. " + cancelled.reason();
            events.step(step, StepStatus.CANCELLED, reason);
            SnapshotDrop.run(plan, events, executor);
            events.status(DeploymentStatus.SUCCEEDED, reason);
        }
        return new Over();
    }

    private void beginPart() {
        WatchParts watching = watch;
        if (part != null || watching == null || watchEnded) {
            return;
        }
        if (watching.isOver()) {
            if (question != null) {
                return;
            }
            watchEnded = true;
            events.step(step, StepStatus.SUCCEEDED, "Watched to the end");
            return;
        }
        Duration length = checks.untilNext()
                .filter(next -> next.compareTo(watching.nextLength()) < 0)
                .orElse(watching.nextLength());
        StepStatus shown = question == null ? StepStatus.RUNNING : StepStatus.WAITING;
        part = Async.function(() -> watching.look(length, shown));
        parts++;
    }

    private void await() {
        if (watchEnded && part == null && question == null && checks.none()) {
            return;
        }
        Promise<Result> looking = part;
        Promise<Optional<DecisionRequest>> open = question;
        Duration pause = part == null ? checks.untilNext().orElse(Duration.ofDays(365)) : Duration.ofDays(365);
        Workflow.await(
                pause,
                () -> (looking != null && looking.isCompleted())
                        || (open != null && open.isCompleted())
                        || decisions.arePending());
    }

    private void takePart() {
        Promise<Result> looking = part;
        WatchParts watching = watch;
        if (looking == null || watching == null || !looking.isCompleted()) {
            return;
        }
        part = null;
        Result result = looking.get();
        wayBack.lookForLaterChanges(step);
        if (result.output() instanceof Output.Watched seen) {
            List<RuleFiring> firings = watching.take(seen);
            firings.forEach(firing -> follow(watching, firing));
            if (firings.isEmpty() && watching.endedAtOnce()) {
                Workflow.await(watching.definition().every(), decisions::arePending);
            }
        } else if (result.outcome() != Outcome.CANCELLED) {
            if (question == null) {
                ask("The watch could not look: " + Executor.message(result) + " It looks again.");
            }
            Workflow.await(PAUSE, decisions::arePending);
        }
    }

    private void follow(WatchParts watching, RuleFiring firing) {
        String what = watching.sentence(firing);
        switch (watching.rule(firing).action()) {
            case NOTE -> {}
            case ASK -> ask(what);
            case ROLLBACK -> turnBackOrAsk(what);
        }
    }

    private void turnBackOrAsk(String what) {
        if (wayBack.losesNothing() && !wayBack.isWithdrawn()) {
            goingBack = new GoingBack(what, null);
        } else {
            ask(what);
        }
    }

    private void judge() {
        Step check = checks.next();
        Result result = checks.judge(check);
        wayBack.lookForLaterChanges(check.id());
        if (result.outcome() == Outcome.SUCCEEDED || result.outcome() == Outcome.CANCELLED) {
            return;
        }
        String what = "Check \"" + check.title() + "\" does not hold: " + Executor.message(result);
        OnFailure onFailure = check.settings().onFailure();
        if (onFailure == OnFailure.NOTE) {
            events.note(check.id(), what + " The plan says to go on.");
        } else if (onFailure == OnFailure.ASK || result.outcome() != Outcome.FAILED) {
            ask(what);
        } else {
            turnBackOrAsk(what);
        }
    }

    /** One question at a time; what comes up meanwhile stands in the notes. */
    private void ask(String what) {
        if (question != null) {
            events.note(step, what + " A question is open already.");
            return;
        }
        boolean back = !wayBack.isWithdrawn();
        asked = what;
        Question next = back
                ? Question.ofTrouble(
                                step,
                                what + " Go on (done), or " + wayBack.everything() + " (rollback)?" + wayBack.losses(),
                                DecisionKind.DONE,
                                DecisionKind.ROLLBACK)
                        .withTargets(wayBack.everything(), wayBack::refusal)
                : Question.ofTrouble(step, what + " " + wayBack.withdrawal() + " Go on (done)?", DecisionKind.DONE);
        question = Async.function(() -> answer(next));
    }

    /** A cancel ends the watch, which the loop sees by itself. */
    private Optional<DecisionRequest> answer(Question next) {
        try {
            return decisions.ask(next);
        } catch (TurnBack cancelled) {
            return Optional.empty();
        }
    }

    private void takeAnswer() {
        Promise<Optional<DecisionRequest>> open = question;
        if (open == null || !open.isCompleted()) {
            return;
        }
        question = null;
        open.get()
                .filter(made -> made.kind() == DecisionKind.ROLLBACK)
                .ifPresent(made -> goingBack = new GoingBack(asked + " " + chosen(made), made.argument()));
    }

    private void takeRollback() {
        decisions.takeRollback().ifPresent(made -> goingBack = new GoingBack(chosen(made), made.argument()));
    }

    private String chosen(DecisionRequest made) {
        return made.by() + " chose to "
                + (made.argument() == null ? wayBack.everything() : "go back to \"" + made.argument() + "\"")
                + Decisions.comment(made);
    }

    private boolean takenAgain(String reason) {
        Optional<String> obstacle = wayBack.take(step);
        if (obstacle.isEmpty()) {
            events.step(step, StepStatus.FAILED, reason);
            return true;
        }
        ask(reason + " It cannot be taken back now. " + obstacle.get());
        return false;
    }
}
