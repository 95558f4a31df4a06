package dev.belay.orchestrator.workflow.execution;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.FenceWork;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.contracts.work.Work;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.event.Silence;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.DispatchRequest;
import dev.belay.orchestrator.workflow.request.Handover;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TimeoutFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Has work done by workers: one activity for every lease, the next lease when a worker falls silent, the next ordinal
 * where work is known not to have been done.
 */
public final class Executor {
    private static final int MOST_NOT_DONE = 5;
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(60);
    /** Work that is to be stopped or undone is given up after so many leases in a row that nobody takes. */
    private static final int UNANSWERED_LEASES = 3;

    private final DeploymentRequest request;
    private final EventLog events;
    private final Decisions decisions;
    private final Function<Duration, DeploymentActivities> dispatchers;
    private final DeploymentActivities activities;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final Set<WorkerKind> asked = new LinkedHashSet<>();
    private final List<ExecutionId> begun = new ArrayList<>();
    private final SessionLedger sessions = new SessionLedger();
    private @Nullable FenceToken lastTurn;
    private @Nullable FenceToken fence;

    /** @param dispatchers activities whose start-to-close time is the given one */
    public Executor(
            DeploymentRequest request,
            EventLog events,
            Decisions decisions,
            Function<Duration, DeploymentActivities> dispatchers,
            DeploymentActivities activities) {
        this.request = request;
        this.events = events;
        this.decisions = decisions;
        this.dispatchers = dispatchers;
        this.activities = activities;
    }

    /** What the workflows before this one have asked of the workers. */
    public void remember(Handover.Done done) {
        ordinals.putAll(done.ordinals());
        asked.addAll(done.workers());
        lastTurn = done.fence();
    }

    public Handover.Done memory() {
        return new Handover.Done(ordinals, workersAsked(), lastTurn);
    }

    /** The kinds of worker that have been sent anything, in the order of their first command. */
    public List<WorkerKind> workersAsked() {
        return List.copyOf(asked);
    }

    public List<ExecutionId> begun() {
        return List.copyOf(begun);
    }

    /** The turn on the target database that commands carry from now on; none where it is absent. */
    void carry(@Nullable FenceToken turn) {
        fence = turn;
        lastTurn = turn == null ? lastTurn : turn;
    }

    /** The last turn that this deployment has had on the target database; empty where it never had one. */
    Optional<FenceToken> lastTurn() {
        return Optional.ofNullable(lastTurn);
    }

    /** Has the work done where a worker answers within one lease; nothing is shown of it. */
    Optional<Result> attemptOnce(Assignment assignment) {
        ExecutionId execution = nextExecution(assignment);
        try {
            return Optional.of(dispatch(assignment, execution, 1).get());
        } catch (ActivityFailure silent) {
            return Optional.empty();
        }
    }

    /** What is known of Belay's own sessions on the database. */
    public SessionLedger sessions() {
        return sessions;
    }

    /**
     * Has the work done once: the answer is a result that says what became of it.
     *
     * @param showAs the status that the step has meanwhile
     */
    public Result perform(Assignment assignment, StepStatus showAs) {
        Result result = performAndCount(assignment, showAs);
        for (int times = 1; result.outcome() == Outcome.NOT_DONE && times < MOST_NOT_DONE; times++) {
            if (decisions.stopRequested(assignment.step())) {
                return result;
            }
            events.note(assignment.step(), message(result) + " It begins again.");
            result = performAndCount(assignment, showAs);
        }
        return result;
    }

    private Result performAndCount(Assignment assignment, StepStatus showAs) {
        sessions.begins();
        Result result = performOnce(assignment, showAs);
        sessions.ends(result);
        return result;
    }

    private Result performOnce(Assignment assignment, StepStatus showAs) {
        ExecutionId execution = nextExecution(assignment);
        asked.add(assignment.worker());
        begun.add(execution);
        Silence silence = new Silence(events, request.target().pool(), assignment.worker());
        boolean cancelSent = false;
        for (int lease = 1; ; lease++) {
            events.step(assignment.step(), showAs, execution, lease);
            events.flush();
            Promise<Result> answer = dispatch(assignment, execution, lease);
            if (!cancelSent) {
                Workflow.await(() -> answer.isCompleted() || decisions.stopRequested(assignment.step()));
                cancelSent = cancelIfRequested(execution);
            }
            try {
                Result result = answer.get();
                silence.broken();
                if (!refusedForNow(result)) {
                    return result;
                }
                events.note(assignment.step(), message(result) + " It is sent again.");
            } catch (ActivityFailure lost) {
                silence.of(assignment.step(), lease, lost, accepted(lost));
            }
            if (mayGiveUp(assignment, silence)) {
                return nobodyAnswered(assignment, execution, lease);
            }
            Workflow.sleep(backOff(lease));
        }
    }

    /** What is to be stopped is given up, since a quiesce asks again; an undo that a worker has taken is waited for. */
    private boolean mayGiveUp(Assignment assignment, Silence silence) {
        return silence.unanswered() >= UNANSWERED_LEASES
                && (decisions.stopRequested(assignment.step())
                        || decisions.stops().spares(assignment.step())
                        || (decisions.isGoingBack() && silence.complete()));
    }

    private Promise<Result> dispatch(Assignment assignment, ExecutionId execution, int lease) {
        DispatchRequest dispatch = new DispatchRequest(
                new DispatchRequest.Address(
                        request.target().pool(),
                        assignment.worker(),
                        request.target().environment()),
                execution,
                lease,
                request.pace().heartbeat(),
                assignment.timeout(),
                assignment.work(),
                movesTheFence(assignment.work()) || assignment.copy() != null ? null : fence,
                assignment.copy());
        return Async.function(dispatchers.apply(assignment.timeout().plusDays(1))::dispatch, dispatch);
    }

    /** Such work takes a turn or gives it back, whatever turn it is now. */
    private static boolean movesTheFence(Work work) {
        return work instanceof FenceWork || work instanceof QuiesceWork;
    }

    private boolean cancelIfRequested(ExecutionId execution) {
        if (!decisions.stopRequested(execution.step())) {
            return false;
        }
        String why = decisions.stops().reason(execution.step()).orElse("the deployment is cancelled");
        activities.cancel(request.target().pool(), new Cancellation(execution, why, EventLog.now()));
        return true;
    }

    private ExecutionId nextExecution(Assignment assignment) {
        String key = assignment.step() + "/" + assignment.direction();
        int ordinal = ordinals.merge(key, 1, Integer::sum);
        return new ExecutionId(request.id(), assignment.step(), assignment.direction(), ordinal);
    }

    private Result nobodyAnswered(Assignment assignment, ExecutionId execution, int lease) {
        Failure failure = new Failure(
                FailureCode.NO_WORKER,
                "No " + assignment.worker().label() + " worker in pool \""
                        + request.target().pool() + "\" has answered, so nobody knows what became of the work.",
                "Start the worker and retry; or look at the system yourself and decide.");
        Account account = new Account("nobody", EventLog.now(), EventLog.now(), List.of(), null);
        return new Result(execution, lease, "", Outcome.UNKNOWN, account, null, failure);
    }

    private static boolean refusedForNow(Result result) {
        Failure failure = result.failure();
        return result.outcome() == Outcome.REFUSED && failure != null && failure.code() == FailureCode.COMMAND_STALE;
    }

    private static boolean accepted(ActivityFailure lost) {
        return lost.getCause() instanceof TimeoutFailure timeout
                && timeout.getLastHeartbeatDetails().getSize() > 0;
    }

    private static Duration backOff(int lease) {
        Duration pause = Duration.ofSeconds(1L << Math.min(lease - 1, 6));
        return pause.compareTo(LONGEST_BACK_OFF) < 0 ? pause : LONGEST_BACK_OFF;
    }

    public static String message(Result result) {
        Failure failure = result.failure();
        return failure == null ? "" : failure.message();
    }
}
