package dev.belay.orchestrator.workflow.execution;

import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.contracts.work.DropSnapshotsWork;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.step.BackupStep;
import dev.belay.orchestrator.workflow.event.EventLog;
import java.time.Duration;
import java.util.Optional;

/** Has the snapshots dropped that backups of the plan have kept, since the deployment is over. */
public final class SnapshotDrop {
    private static final StepId STEP = new StepId("drop-snapshots");
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private SnapshotDrop() {}

    /** Where nobody answers they stay, and a later backup drops them; the deployment ends all the same. */
    public static void run(Plan plan, EventLog events, Executor executor) {
        if (plan.steps().stream()
                .noneMatch(step -> step.definition() instanceof BackupStep backup && backup.snapshot() != null)) {
            return;
        }
        Optional<Result> answer =
                executor.attemptOnce(Assignment.of(STEP, Direction.DO, new DropSnapshotsWork(), LONGEST));
        boolean done =
                answer.filter(result -> result.outcome() == Outcome.SUCCEEDED).isPresent();
        if (done) {
            answer.get().account().evidence().forEach(item -> events.note(null, item.label() + ": " + item.value()));
        } else {
            events.note(
                    null,
                    "The snapshots of the database could not be dropped: "
                            + answer.map(Executor::message).orElse("no worker answered.")
                            + " A later backup drops them, two days on at the latest; by hand: list the databases with"
                            + " \\l+ and drop those whose comment names this deployment.");
        }
    }
}
