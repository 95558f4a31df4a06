package dev.belay.orchestrator.workflow.execution;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.WorkerKind;
import dev.belay.contracts.fence.FenceClaim;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.FenceWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.Output.Fenced;
import dev.belay.orchestrator.plan.Changes;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the target database for the deployment, whichever environment file names it.
 *
 * <p>It is claimed before the first step that changes or copies something; going back takes the next turn, so that what
 * is left of the deployment's own work is refused; at the end it is given back. A holder that is known to be over is
 * replaced.
 */
public final class Fencing {
    private static final Duration CLAIM = Duration.ofMinutes(2);
    private static final StepId GIVEN_BACK = new StepId("fence");

    /** Kinds of worker that open sessions on the database to change something there. */
    private static final Set<WorkerKind> FENCED = EnumSet.of(WorkerKind.BACKUP, WorkerKind.MIGRATION);

    private final DeploymentRequest request;
    private final EventLog events;
    private final Executor executor;
    private final EnvironmentActivities environments;
    private final @Nullable WorkerKind worker;
    private final Changes changes;
    private boolean claiming;
    private boolean claimed;
    private boolean nextTurnTaken;
    private @Nullable String replaces;

    public Fencing(DeploymentRequest request, EventLog events, Executor executor, EnvironmentActivities environments) {
        this.request = request;
        this.events = events;
        this.executor = executor;
        this.environments = environments;
        this.changes = request.target().changes();
        this.worker = claimingWorker(request);
    }

    /** Who claims: the first that the plan needs on the database; nobody where it needs none. */
    private static @Nullable WorkerKind claimingWorker(DeploymentRequest request) {
        if (!request.target().features().contains("database")) {
            return null;
        }
        for (Step step : request.plan().steps()) {
            if (step.kind() == StepKind.BACKUP) {
                return WorkerKind.BACKUP;
            }
            if (step.kind() == StepKind.MIGRATE) {
                return WorkerKind.MIGRATION;
            }
        }
        return null;
    }

    /** Holds the database from this step on; the result says why it cannot. */
    public Optional<Result> claimBefore(Step step) {
        if (worker == null || claimed || !(step.kind() == StepKind.BACKUP || changes.by(step))) {
            return Optional.empty();
        }
        Workflow.await(() -> !claiming);
        if (claimed) {
            return Optional.empty();
        }
        claiming = true;
        try {
            return claim(step, worker);
        } finally {
            claiming = false;
        }
    }

    private Optional<Result> claim(Step step, WorkerKind by) {
        FenceToken turn = new FenceToken(request.id(), 1);
        while (true) {
            FenceWork work = new FenceWork(FenceWork.Operation.CLAIM, new FenceClaim(turn, replaces));
            Result result = judged(
                    executor.perform(new Assignment(step.id(), Direction.BEFORE, by, work, CLAIM), StepStatus.RUNNING));
            if (result.outcome() != Outcome.SUCCEEDED || !(result.output() instanceof Fenced fenced)) {
                return Optional.of(result);
            }
            if (isHeldByOther(result)) {
                continue;
            }
            claimed = true;
            if (fenced.standing() == Fenced.Standing.HELD) {
                executor.carry(turn);
            } else {
                events.note(
                        step.id(),
                        "Database \"" + fenced.database() + "\" is not fenced: the environment's role does not own it."
                                + " Nothing keeps a deployment away that names it in another environment file.");
            }
            return Optional.empty();
        }
    }

    /** What a quiesce is to claim; absent where the deployment never held the database. */
    @Nullable
    public FenceClaim nextTurn(WorkerKind quiesced) {
        return FENCED.contains(quiesced)
                ? executor.lastTurn()
                        .map(last -> new FenceClaim(last.next(), replaces))
                        .orElse(null)
                : null;
    }

    /** Commands carry the next turn from here on, where a quiesce has taken it. */
    public void nextTurnIfTaken() {
        if (nextTurnTaken) {
            nextTurnTaken = false;
            executor.lastTurn().map(FenceToken::next).ifPresent(executor::carry);
        }
    }

    /** Gives the database back, where a worker answers; otherwise the next deployment replaces this one as the holder. */
    public void release() {
        Optional<FenceToken> turn = executor.lastTurn();
        if (turn.isEmpty() || worker == null) {
            return;
        }
        executor.carry(null);
        Optional<Result> answer = executor.attemptOnce(new Assignment(
                GIVEN_BACK,
                Direction.DO,
                worker,
                new FenceWork(FenceWork.Operation.RELEASE, new FenceClaim(turn.get(), null)),
                CLAIM));
        if (answer.isEmpty() || answer.get().outcome() != Outcome.SUCCEEDED) {
            events.note(
                    null,
                    "The database still names this deployment as its holder, since it could not be given back: "
                            + answer.map(Executor::message).orElse("no worker answered.")
                            + " The next deployment from here replaces it by itself.");
        }
    }

    /** Looks at who holds the database instead: one that is over will be replaced, any other makes it a failure. */
    public Result judged(Result result) {
        Fenced fenced = fenced(result.output());
        if (fenced == null) {
            return result;
        }
        String heldBy = fenced.heldBy();
        if (fenced.standing() != Fenced.Standing.HELD_BY_OTHER || heldBy == null) {
            nextTurnTaken |= fenced.standing() == Fenced.Standing.HELD && result.output() instanceof Output.Quiesced;
            return result;
        }
        EnvironmentActivities.Standing standing =
                holder(heldBy).map(environments::standing).orElse(EnvironmentActivities.Standing.UNKNOWN);
        if (standing == EnvironmentActivities.Standing.OVER) {
            replaces = heldBy;
            return result;
        }
        return held(result, fenced.database(), heldBy, standing);
    }

    /** Whether the work is to be asked for again, since its holder is over and will be replaced. */
    public static boolean isHeldByOther(Result result) {
        Fenced fenced = fenced(result.output());
        return fenced != null && fenced.standing() == Fenced.Standing.HELD_BY_OTHER;
    }

    /** Empty where the database keeps something that is no turn of a deployment. */
    private static Optional<DeploymentId> holder(String heldBy) {
        try {
            return Optional.of(FenceToken.parse(heldBy).deployment());
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static @Nullable Fenced fenced(@Nullable Output output) {
        if (output instanceof Output.Quiesced quiesced) {
            return quiesced.fence();
        }
        return output instanceof Fenced fenced ? fenced : null;
    }

    private static Result held(Result result, String database, String heldBy, EnvironmentActivities.Standing standing) {
        String holder = "Database \"" + database + "\" is held by deployment "
                + holder(heldBy).map(DeploymentId::text).orElse(heldBy);
        Failure failure = standing == EnvironmentActivities.Standing.OPEN
                ? new Failure(
                        FailureCode.DATABASE_HELD,
                        holder + ", which is not over.",
                        "Wait for its end, or cancel it, then start again.")
                : new Failure(
                        FailureCode.DATABASE_HELD,
                        holder + ", which was not started here; another Belay may be releasing to it.",
                        "Look there. Where nothing of it runs any more, free the database: take the line \"[belay: held"
                                + " by " + heldBy + "]\" out of its comment (comment on database \"" + database
                                + "\" is …). Then start again.");
        return new Result(
                result.execution(),
                result.lease(),
                result.taskToken(),
                Outcome.FAILED,
                result.account(),
                null,
                failure);
    }
}
