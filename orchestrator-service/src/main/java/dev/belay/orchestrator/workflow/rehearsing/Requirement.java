package dev.belay.orchestrator.workflow.rehearsing;

import dev.belay.contracts.Direction;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.contracts.outcome.Account;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.orchestrator.plan.Plan;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.step.CheckAheadStep;
import dev.belay.orchestrator.plan.step.OnlineMigrateStep;
import dev.belay.orchestrator.plan.step.RequireRehearsalStep;
import dev.belay.orchestrator.workflow.decision.TurnBack;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.DeploymentRequest;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities.RehearsalQuestion;
import dev.belay.orchestrator.workflow.request.EnvironmentActivities.RehearsalRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets a deployment go on only where its migrations were rehearsed before. */
public final class Requirement {
    private static final String UNREAD =
            "Which migrations would be applied, and what they are made of, cannot be told" + " before the first change";

    private final DeploymentRequest request;
    private final EventLog events;
    private final EnvironmentActivities environment;

    public Requirement(DeploymentRequest request, EventLog events, EnvironmentActivities environment) {
        this.request = request;
        this.events = events;
        this.environment = environment;
    }

    /**
     * Looks for the rehearsal.
     *
     * @param planned what was told of the plan's migrations until now
     * @return what was found
     * @throws TurnBack where there is none
     */
    public List<Evidence> judge(Step step, RequireRehearsalStep required, Planned planned) {
        Instant begun = EventLog.now();
        events.step(step.id(), StepStatus.RUNNING, "");
        Optional<List<PlannedMigration>> wanted = all(planned);
        RehearsalRecord found = wanted.map(migrations -> environment.rehearsal(new RehearsalQuestion(
                        step.id(), request.target().environment(), migrations, required.within())))
                .orElseGet(() -> new RehearsalRecord(
                        null,
                        UNREAD + "; expected files that the migration worker can read, in a directory that depends on"
                                + " ${release.dir}.",
                        "Let \"directory\" of \"migrations\" in the environment file lead to the prepared release, or"
                                + " remove \"requires\" from the plan."));
        String obstacle = found.obstacle();
        Failure failure =
                obstacle == null ? null : new Failure(FailureCode.EXPECTATION_NOT_MET, obstacle, found.next(), null);
        String rehearsal = found.found();
        List<Evidence> evidence = rehearsal == null ? List.of() : List.of(new Evidence("rehearsed", rehearsal));
        end(step, begun, evidence, failure);
        if (failure != null) {
            throw new TurnBack(
                    TurnBack.Cause.FAILURE, "Step \"" + step.id() + "\" failed: " + obstacle + " " + found.next());
        }
        return evidence;
    }

    private Optional<List<PlannedMigration>> all(Planned planned) {
        Plan plan = request.plan();
        plan.steps().stream()
                .map(Step::definition)
                .filter(OnlineMigrateStep.class::isInstance)
                .map(OnlineMigrateStep.class::cast)
                .forEach(planned::add);
        long expected = plan.steps().stream()
                .filter(step -> step.definition() instanceof CheckAheadStep)
                .count();
        return planned.read() < expected ? Optional.empty() : planned.all();
    }

    private void end(Step step, Instant begun, List<Evidence> evidence, @Nullable Failure failure) {
        events.step(
                step.id(),
                failure == null ? StepStatus.SUCCEEDED : StepStatus.FAILED,
                new ExecutionId(request.id(), step.id(), Direction.DO, 1),
                1,
                new Account("orchestrator", begun, EventLog.now(), evidence, 0),
                failure);
    }
}
