package dev.belay.orchestrator.workflow.preview;

import dev.belay.contracts.BackupId;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Direction;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Release;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.CopyWork;
import dev.belay.contracts.work.FenceWork;
import dev.belay.contracts.work.MigrateUndoForecastWork;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.contracts.work.OnlineStateWork;
import dev.belay.contracts.work.OnlineUndoWork;
import dev.belay.contracts.work.Output;
import dev.belay.contracts.work.QuiesceWork;
import dev.belay.contracts.work.RestoreForecastWork;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.contracts.work.RolloutWork;
import dev.belay.contracts.work.UndoForecastWork;
import dev.belay.contracts.work.Work;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.event.Outlines;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.DispatchRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The workers, topics and people around a deployment that nobody carries out: every work succeeds at once but that of
 * one step, and people let everything go its way.
 */
public final class PredictedWorld implements DeploymentActivities, EnvironmentActivities {
    /** What people answer, the first that is open; a rejection only where that is what is being asked about. */
    private static final List<DecisionKind> ANSWERS =
            List.of(DecisionKind.APPROVE, DecisionKind.ROLLBACK, DecisionKind.DONE, DecisionKind.CLOSE);

    private static final String RESTORE =
            "Restore the backup that is taken here? What would be lost is counted then; nobody"
                    + " is asked where it is proven that nobody else has connected since.";

    private static final Output.Fenced HELD = new Output.Fenced(Output.Fenced.Standing.HELD, "", null);

    private final @Nullable StepId failing;
    private final List<EventBody> events = new ArrayList<>();
    private final Map<StepId, List<String>> undoing = new LinkedHashMap<>();
    private final Set<StepId> restored = new HashSet<>();
    private @Nullable Decisions decisions;

    /** @param failing the step that does not succeed, absent where every one does */
    public PredictedWorld(@Nullable StepId failing) {
        this.failing = failing;
    }

    /** Whose questions the predicted people answer. */
    public void answersTo(Decisions asked) {
        decisions = asked;
    }

    @Override
    public Result dispatch(DispatchRequest request) {
        ExecutionId execution = request.execution();
        if (execution.direction() == Direction.UNDO) {
            undoing.computeIfAbsent(execution.step(), step -> new ArrayList<>()).add(shown(execution));
            if (request.work() instanceof RestoreWork) {
                restored.add(execution.step());
            }
        }
        return execution.direction() == Direction.DO && execution.step().equals(failing)
                ? answer(request, Outcome.FAILED, null, failure())
                : answer(request, Outcome.SUCCEEDED, output(request), null);
    }

    @Override
    public void publish(List<DeploymentEvent> batch) {
        for (DeploymentEvent event : batch) {
            events.add(event.body());
            if (event.body() instanceof EventBody.DecisionNeeded asked) {
                decide(asked);
            }
        }
    }

    @Override
    public void cancel(String pool, Cancellation cancellation) {}

    @Override
    public Taking take(DeploymentId deployment, String environment, long seq) {
        return new Taking(null, null);
    }

    @Override
    public @Nullable DeploymentId laterChange(DeploymentId deployment, String environment) {
        return null;
    }

    @Override
    public Admission admit(DeploymentId deployment, long seq) {
        return new Admission(null, false);
    }

    @Override
    public RehearsalRecord rehearsal(RehearsalQuestion question) {
        return new RehearsalRecord(
                null, question.step().equals(failing) ? "They were not rehearsed." : null, "Rehearse them first.");
    }

    @Override
    public Next next(DeploymentId deployment, boolean instead) {
        return new Next(null, null);
    }

    @Override
    public Standing standing(DeploymentId deployment) {
        return Standing.OVER;
    }

    /** What people were asked. */
    public List<Preview.Asked> asked() {
        return asked(events);
    }

    /** What followed from the failure of the step. */
    public Preview.IfFails ifFails(StepId step) {
        int turn = events.indexOf(turning());
        List<EventBody> after = turn < 0 ? List.of() : events.subList(turn, events.size());
        return new Preview.IfFails(step, end(), undone(after), checkedAgain(after), asked(fromFailureOn(step)));
    }

    private void decide(EventBody.DecisionNeeded asked) {
        boolean rejected = asked.step().equals(failing) && asked.options().contains(DecisionKind.REJECT);
        DecisionKind kind = rejected
                ? DecisionKind.REJECT
                : ANSWERS.stream()
                        .filter(asked.options()::contains)
                        .findFirst()
                        .orElse(asked.options().get(0));
        Decisions open = decisions;
        if (open != null) {
            open.take(new DecisionRequest(
                    asked.question(),
                    kind,
                    new DecisionRequest.Seen(asked.step(), asked.question()),
                    null,
                    "somebody",
                    Role.ADMIN,
                    ""));
        }
    }

    private @Nullable EventBody turning() {
        return events.stream()
                .filter(event -> event instanceof EventBody.StatusChanged changed
                        && changed.status() == DeploymentStatus.ROLLING_BACK)
                .findFirst()
                .orElse(null);
    }

    private DeploymentStatus end() {
        return events.stream()
                .filter(EventBody.StatusChanged.class::isInstance)
                .map(event -> ((EventBody.StatusChanged) event).status())
                .reduce((first, second) -> second)
                .orElse(DeploymentStatus.PENDING);
    }

    private List<EventBody> fromFailureOn(StepId step) {
        for (int index = 0; index < events.size(); index++) {
            if (events.get(index) instanceof EventBody.StepChanged changed
                    && changed.step().equals(step)
                    && (changed.status() == StepStatus.FAILED || changed.status() == StepStatus.WAITING)) {
                return events.subList(index, events.size());
            }
        }
        return List.of();
    }

    private List<Preview.Undone> undone(List<EventBody> after) {
        Map<ExecutionId, List<StepId>> steps = new LinkedHashMap<>();
        for (EventBody event : after) {
            if (event instanceof EventBody.StepChanged changed
                    && changed.status() == StepStatus.UNDONE
                    && changed.execution() != null) {
                steps.computeIfAbsent(changed.execution(), execution -> new ArrayList<>())
                        .add(changed.step());
            }
        }
        return steps.entrySet().stream()
                .map(undo -> new Preview.Undone(
                        undo.getValue(),
                        how(undo.getKey().step()),
                        undoing.getOrDefault(undo.getKey().step(), List.of())))
                .toList();
    }

    private String how(StepId step) {
        if (restored.contains(step)) {
            return Preview.Undone.BY_RESTORE;
        }
        return events.stream()
                .filter(event -> event instanceof EventBody.UndoRecorded recorded
                        && recorded.step().equals(step))
                .map(event -> ((EventBody.UndoRecorded) event).undo())
                .findFirst()
                .orElse("");
    }

    private static List<StepId> checkedAgain(List<EventBody> after) {
        return after.stream()
                .filter(event -> event instanceof EventBody.StepAdded added
                        && added.step().id().text().endsWith(Outlines.AGAIN))
                .map(event -> ((EventBody.StepAdded) event).step().id())
                .map(again -> new StepId(again.text().substring(0, again.text().length() - Outlines.AGAIN.length())))
                .toList();
    }

    private List<Preview.Asked> asked(List<EventBody> from) {
        return from.stream()
                .filter(EventBody.DecisionNeeded.class::isInstance)
                .map(EventBody.DecisionNeeded.class::cast)
                .map(asked -> new Preview.Asked(asked.step(), restored.contains(asked.step()) ? RESTORE : asked.text()))
                .collect(Collectors.toList());
    }

    private static String shown(ExecutionId execution) {
        return execution.step() + "/" + execution.direction().name().toLowerCase(Locale.ROOT) + "/"
                + execution.ordinal();
    }

    private static @Nullable Output output(DispatchRequest request) {
        Work work = request.work();
        if (work instanceof CopyWork) {
            return new Output.CopyMade(new DatabaseCopy("to-be-made", null), Output.CopyMade.Way.FILES, 0);
        }
        if (request.copy() != null
                && (work instanceof MigrateWork
                        || work instanceof MigrateUndoWork
                        || work instanceof OnlineMigrateWork
                        || work instanceof OnlineUndoWork)) {
            return new Output.Rehearsed(Duration.ZERO, null, "");
        }
        if (work instanceof BackupWork backup) {
            return new Output.BackupTaken(
                    new BackupId("to-be-taken"), "", "", 0, EventLog.now(), List.copyOf(backup.verifications()), null);
        }
        if (work instanceof RolloutWork rollout && rollout.operation() == RolloutWork.Operation.CURRENT) {
            return new Output.CurrentRelease(new Release("that was live before", null));
        }
        if (work instanceof MigrationStateWork) {
            return new Output.MigrationState(List.of("that was the newest before"), List.of(), "", List.of());
        }
        if (work instanceof OnlineStateWork) {
            return new Output.OnlineState(List.of(), "");
        }
        if (work instanceof RestoreForecastWork) {
            return new Output.RestoreForecast(null, List.of());
        }
        if (work instanceof UndoForecastWork || work instanceof MigrateUndoForecastWork) {
            return new Output.UndoForecast(List.of());
        }
        if (work instanceof FenceWork) {
            return HELD;
        }
        return work instanceof QuiesceWork ? new Output.Quiesced(0, 0, 0, HELD) : null;
    }

    private static Result answer(
            DispatchRequest request, Outcome outcome, @Nullable Output output, @Nullable Failure failure) {
        Account account = new Account("prediction", EventLog.now(), EventLog.now(), List.of(), null);
        return new Result(request.execution(), request.lease(), "", outcome, account, output, failure);
    }

    /** Of a kind that no further attempt would mend. */
    private static Failure failure() {
        return new Failure(FailureCode.ENVIRONMENT_LACKS, "It is taken to fail.", "");
    }
}
