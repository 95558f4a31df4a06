package dev.belay.orchestrator.deployment.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Direction;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepKind;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.orchestrator.deployment.Intent;
import dev.belay.orchestrator.deployment.LiveProgress;
import dev.belay.orchestrator.story.Story;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeploymentViewTest {
    private static final Instant BEGIN = Instant.parse("2026-03-01T10:00:00Z");

    private final Story story = new Story("some-deployment", BEGIN);

    @Test
    void isPendingWithoutAnyEvent() {
        DeploymentView view = view();

        assertThat(view.status()).isEqualTo(DeploymentStatus.PENDING);
        assertThat(view.phases()).isEmpty();
        assertThat(view.asked().requestedBy()).isEqualTo("otto");
    }

    @Test
    void showsEveryStepOfThePlanBeforeItBegins() {
        story.started("shop");

        assertThat(view().phases()).extracting(PhaseView::name).containsExactly("protect", "change");
        assertThat(view().steps()).allMatch(step -> step.status() == StepStatus.PENDING);
        assertThat(view().standing().startedAt()).isEqualTo(BEGIN.plusSeconds(10));
    }

    @Test
    void takesTheWorkersOwnTimesOnceThereAreSome() {
        story.started("shop").status(DeploymentStatus.RUNNING, "").step(Story.BACKUP, StepStatus.RUNNING);
        assertThat(step(Story.BACKUP).run().startedAt()).isEqualTo(story.now());
        Instant running = story.now();

        story.done(Story.BACKUP, new Evidence("sha256", "00"));

        StepView backup = step(Story.BACKUP);
        assertThat(backup.run().startedAt()).isEqualTo(running.plusSeconds(5));
        assertThat(backup.run().finishedAt()).isEqualTo(running.plusSeconds(8));
        assertThat(backup.run().worker()).isEqualTo("default-worker-1");
        assertThat(backup.outcome().evidence()).containsExactly(new Evidence("sha256", "00"));
    }

    @Test
    void forgetsAFailureOnceTheStepRunsAgainAndCountsTheAttempts() {
        story.started("shop")
                .status(DeploymentStatus.RUNNING, "")
                .step(Story.BACKUP, StepStatus.RUNNING)
                .failed(Story.BACKUP);
        assertThat(step(Story.BACKUP).outcome().failure()).isEqualTo(Story.failure());

        story.step(Story.BACKUP, StepStatus.RUNNING, Direction.DO, 2, null, null);

        StepView backup = step(Story.BACKUP);
        assertThat(backup.outcome().failure()).isNull();
        assertThat(backup.run().attempts()).isEqualTo(2);
        assertThat(backup.run().startedAt()).isEqualTo(story.now());
        assertThat(backup.run().finishedAt()).isNull();
    }

    @Test
    void keepsTheStepsOwnTimesAndFailureWhileItIsTakenBack() {
        story.started("shop")
                .status(DeploymentStatus.RUNNING, "")
                .add(new EventBody.UndoRecorded(Story.MIGRATE, "back to V6"))
                .step(Story.MIGRATE, StepStatus.RUNNING)
                .failed(Story.MIGRATE);
        Instant failed = step(Story.MIGRATE).run().finishedAt();

        story.status(DeploymentStatus.ROLLING_BACK, "").undo(Story.MIGRATE, StepStatus.UNDOING);
        story.undo(Story.MIGRATE, StepStatus.UNDONE);

        StepView migrate = step(Story.MIGRATE);
        assertThat(migrate.run().finishedAt()).isEqualTo(failed);
        assertThat(migrate.outcome().failure()).isEqualTo(Story.failure());
        assertThat(migrate.undo())
                .isEqualTo(new StepView.Undo("back to V6", story.now().minusSeconds(10), story.now()));
        assertThat(migrate.run().execution()).hasToString("some-deployment/migrate/undo/1");
        assertThat(view().conversation().warnings()).isEmpty();
    }

    @Test
    void addsTheStepsOfARollbackToAPhaseOfTheirOwn() {
        story.started("shop")
                .add(new EventBody.StepAdded(
                        "rollback",
                        new EventBody.StepOutline(
                                new StepId("quiesce"), StepKind.QUIESCE, "Prove that nothing runs", null, null)));

        assertThat(view().phases()).extracting(PhaseView::name).containsExactly("protect", "change", "rollback");
    }

    @Test
    void showsAQuestionUntilItIsAnswered() {
        story.started("shop").asked(Story.APPROVE, Role.RELEASE_MANAGER, DecisionKind.APPROVE, DecisionKind.REJECT);
        assertThat(view().conversation().questions())
                .extracting(QuestionView::step)
                .containsExactly(Story.APPROVE);

        story.decided("d-1", Story.BACKUP, DecisionKind.APPROVE, "rita");
        assertThat(view().conversation().questions()).hasSize(1);

        story.decided("d-2", Story.APPROVE, DecisionKind.APPROVE, "rita");
        assertThat(view().conversation().questions()).isEmpty();
        assertThat(view().conversation().decisions())
                .extracting(DecisionView::id)
                .containsExactly("d-1", "d-2");
    }

    @Test
    void asksNothingMoreOnceAStepGoesOnOrTheDeploymentHasEnded() {
        story.started("shop").asked(Story.BACKUP, Role.OPERATOR, DecisionKind.RETRY);
        story.asked(Story.MIGRATE, Role.OPERATOR, DecisionKind.RETRY);

        story.step(Story.BACKUP, StepStatus.RUNNING);
        assertThat(view().conversation().questions())
                .extracting(QuestionView::step)
                .containsExactly(Story.MIGRATE);

        story.status(DeploymentStatus.CANCELLED, "");
        assertThat(view().conversation().questions()).isEmpty();
    }

    @Test
    void warnsOfWhatCannotBeAndShowsItAllTheSame() {
        story.started("shop")
                .status(DeploymentStatus.SUCCEEDED, "")
                .undo(Story.BACKUP, StepStatus.UNDOING)
                .step(new StepId("nowhere"), StepStatus.RUNNING);

        assertThat(view().conversation().warnings())
                .containsExactly(
                        "Event 2: The deployment went from PENDING to SUCCEEDED; expected one of [SCHEDULED, RUNNING, WAITING,"
                                + " ROLLING_BACK, CANCELLED, INTERRUPTED].",
                        "Event 3: The deployment had ended as SUCCEEDED; expected no further event.",
                        "Event 3: Step \"backup\" went from PENDING to UNDOING; expected one of [RUNNING, WAITING,"
                                + " SUCCEEDED, FAILED, SKIPPED, CANCELLED].",
                        "Event 4: The deployment had ended as SUCCEEDED; expected no further event.",
                        "Event 4: Step \"nowhere\" is not of this deployment; expected one of [approve, backup,"
                                + " migrate].");
        assertThat(step(Story.BACKUP).status()).isEqualTo(StepStatus.UNDOING);
    }

    @Test
    void addsTheNewestBeatToWhatRunsAndToNothingElse() {
        story.started("shop").step(Story.BACKUP, StepStatus.RUNNING).done(Story.APPROVE);

        DeploymentView view = DeploymentView.of(intent(), story.events(), new EverythingBeats());

        assertThat(view.steps().filter(step -> step.progress() != null))
                .extracting(step -> step.outline().id())
                .containsExactly(Story.BACKUP);
    }

    @Test
    void showsNoBeatThatIsLeftOverFromAnExecutionThatHasFailed() {
        story.started("shop")
                .step(Story.BACKUP, StepStatus.RUNNING)
                .failed(Story.BACKUP)
                .step(Story.BACKUP, StepStatus.WAITING);

        DeploymentView view = DeploymentView.of(intent(), story.events(), new EverythingBeats());

        assertThat(view.steps().filter(step -> step.progress() != null)).isEmpty();
    }

    @Test
    void tellsOfAnInterruptionWhatWasDoneAndWhatNobodyKnows() {
        story.started("shop")
                .status(DeploymentStatus.RUNNING, "")
                .done(Story.APPROVE)
                .step(Story.BACKUP, StepStatus.RUNNING)
                .asked(Story.BACKUP, Role.OPERATOR, DecisionKind.RETRY);

        DeploymentView view = view().interrupted(new Interruption(story.now(), null));

        assertThat(view.status()).isEqualTo(DeploymentStatus.INTERRUPTED);
        assertThat(view.interruption()).isNotNull();
        assertThat(view.interruption().done()).containsExactly(Story.APPROVE);
        assertThat(view.interruption().unknown()).containsExactly(Story.BACKUP);
        assertThat(view.conversation().questions()).isEmpty();
    }

    @Test
    void isNotInterruptedOnceItHasEndedByItself() {
        story.started("shop").status(DeploymentStatus.CANCELLED, "by hand");

        assertThat(view().interrupted(new Interruption(story.now(), null))).isEqualTo(view());
    }

    /** A new kind of event must be taken in by the history, which no compiler sees to on Java 17. */
    @Test
    void takesInEveryKindOfEvent() {
        story.started("shop")
                .status(DeploymentStatus.RUNNING, "")
                .add(new EventBody.StepAdded(
                        "protect", new EventBody.StepOutline(new StepId("x"), StepKind.CHECK, "x", null, null)))
                .step(Story.BACKUP, StepStatus.RUNNING)
                .add(new EventBody.UndoRecorded(Story.BACKUP, "nothing"))
                .asked(Story.APPROVE, Role.OPERATOR, DecisionKind.APPROVE)
                .decided("d", null, DecisionKind.APPROVE, "rita")
                .add(new EventBody.NotificationRequested(Story.APPROVE, null, "told"))
                .add(new EventBody.Watched(Story.BACKUP, BEGIN, List.of(), List.of()))
                .add(new EventBody.Noted(null, "noted"))
                .add(new EventBody.StepEstimated(Story.BACKUP, Duration.ofSeconds(4), EstimateBasis.REHEARSAL))
                .add(new EventBody.MigrationsRehearsed(Story.BACKUP, List.of()))
                .add(new EventBody.Scheduled(BEGIN, "UTC"))
                .add(new EventBody.StepDue(Story.BACKUP, "Back up the database", "@devops"))
                .add(new EventBody.Announced(null, null, BEGIN, "announced"))
                .add(new EventBody.TimetableSet(List.of(new EventBody.PlannedStart(Story.BACKUP, BEGIN)), null));

        Set<Class<?>> told = new HashSet<>();
        story.events().forEach(event -> told.add(event.body().getClass()));
        assertThat(told)
                .isEqualTo(Stream.of(EventBody.class.getPermittedSubclasses()).collect(Collectors.toSet()));
        assertThat(view().conversation().notes())
                .extracting(NoteView::text)
                .containsExactly("told", "noted", "announced");
        assertThat(step(Story.BACKUP).run().plannedAt()).isEqualTo(BEGIN);
        assertThat(step(Story.BACKUP).outline().estimateBasis()).isEqualTo(EstimateBasis.REHEARSAL);
    }

    private StepView step(StepId id) {
        return view().steps()
                .filter(step -> step.outline().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private DeploymentView view() {
        return DeploymentView.of(intent(), story.events(), new NoBeats());
    }

    private Intent intent() {
        return new Intent(
                story.deployment(),
                "shop",
                new Intent.PlanSource("shop", "", Map.of()),
                Map.of(),
                new Intent.Request("otto", BEGIN, ""),
                null,
                null);
    }

    private static final class NoBeats implements LiveProgress {
        @Override
        public Optional<Beat> newest(ExecutionId id) {
            return Optional.empty();
        }

        @Override
        public void listen(Consumer<Beat> listener) {}
    }

    private static final class EverythingBeats implements LiveProgress {
        @Override
        public Optional<Beat> newest(ExecutionId id) {
            return Optional.of(new Beat(id, 1, "", "w", Beat.State.QUEUED, BEGIN, null));
        }

        @Override
        public void listen(Consumer<Beat> listener) {}
    }
}
