package dev.belay.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.outcome.Account;
import dev.belay.orchestrator.deployment.PastRuns;
import dev.belay.orchestrator.plan.PlanTexts;
import dev.belay.orchestrator.plan.Step;
import dev.belay.orchestrator.plan.StepPast;
import dev.belay.orchestrator.plan.timing.Estimate;
import dev.belay.orchestrator.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PastRunsTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T02:00:00Z");

    private final OrchestratorForTests orchestrator = OrchestratorForTests.shared();
    private final Api api = orchestrator.as("otto");
    private final List<Step> steps =
            PlanTexts.plan("backup: database", "migrate: latest").steps();
    private int days;

    @Test
    void isTheMedianOfTheNewestSuccessfulRunsInTheEnvironment() {
        for (int minutes : List.of(1, 2, 3, 10, 11, 12)) {
            run("past-median", StepStatus.SUCCEEDED, Duration.ofMinutes(minutes));
        }
        run("past-median", StepStatus.FAILED, Duration.ofHours(5));
        run("past-elsewhere", StepStatus.SUCCEEDED, Duration.ofHours(7));

        assertThat(past("past-median", "shop").doing(backup()))
                .contains(new Estimate(Duration.ofMinutes(10), EstimateBasis.history(5)));
        assertThat(past("past-never", "shop").doing(backup())).isEmpty();
    }

    @Test
    void liesBetweenTheTwoInTheMiddleWhereTheirNumberIsEven() {
        run("past-even", StepStatus.SUCCEEDED, Duration.ofMinutes(2));
        run("past-even", StepStatus.SUCCEEDED, Duration.ofMinutes(5));

        assertThat(past("past-even", "shop").doing(backup()))
                .contains(new Estimate(Duration.ofSeconds(210), EstimateBasis.history(2)));
    }

    @Test
    void knowsABackupFromOtherPlansButNoMigration() {
        run("past-other-plan", StepStatus.SUCCEEDED, Duration.ofMinutes(6));

        assertThat(past("past-other-plan", "another").doing(backup()))
                .contains(new Estimate(Duration.ofMinutes(6), EstimateBasis.history(1)));
        assertThat(past("past-other-plan", "another").doing(migrate())).isEmpty();
        assertThat(past("past-other-plan", "shop").doing(migrate())).isPresent();
    }

    @Test
    void knowsHowLongItTookToTakeAStepBack() {
        Story story = begun("past-undo");
        story.step(Story.MIGRATE, StepStatus.RUNNING)
                .failed(Story.MIGRATE)
                .status(DeploymentStatus.ROLLING_BACK, "")
                .undo(Story.MIGRATE, StepStatus.UNDOING)
                .step(Story.MIGRATE, StepStatus.UNDONE, Direction.UNDO, 1, account(story, Duration.ofMinutes(8)), null)
                .status(DeploymentStatus.ROLLED_BACK, "");
        apply(story);

        StepPast past = past("past-undo", "shop");

        assertThat(past.undoing(migrate())).contains(new Estimate(Duration.ofMinutes(8), EstimateBasis.history(1)));
        assertThat(past.doing(migrate())).isEmpty();
    }

    private void run(String environment, StepStatus backup, Duration took) {
        Story story = begun(environment);
        story.step(Story.BACKUP, StepStatus.RUNNING)
                .step(Story.BACKUP, backup, Direction.DO, 1, account(story, took), null)
                .step(Story.MIGRATE, StepStatus.RUNNING)
                .done(Story.MIGRATE)
                .status(DeploymentStatus.SUCCEEDED, "");
        apply(story);
    }

    private Story begun(String environment) {
        days++;
        return new Story(api.deploy(environment).at("/id"), FIRST.plus(Duration.ofDays(days)))
                .started(environment)
                .status(DeploymentStatus.RUNNING, "");
    }

    private void apply(Story story) {
        story.events().forEach(orchestrator.projection()::apply);
    }

    private static Account account(Story story, Duration took) {
        return new Account("w", story.now(), story.now().plus(took), List.of(), null);
    }

    private StepPast past(String environment, String plan) {
        return orchestrator.context.getBean(PastRuns.class).of(environment, plan);
    }

    /** The story's plan has other ids than a plan gives by itself. */
    private Step backup() {
        return named(StepKind.BACKUP, Story.BACKUP);
    }

    private Step migrate() {
        return named(StepKind.MIGRATE, Story.MIGRATE);
    }

    private Step named(StepKind kind, StepId id) {
        Step step = steps.stream()
                .filter(planned -> planned.kind() == kind)
                .findFirst()
                .orElseThrow();
        return new Step(id, step.title(), step.settings(), step.definition(), step.version());
    }
}
