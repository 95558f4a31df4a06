package dev.belay.cli.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.api.document.LiveBeat;
import dev.belay.cli.testing.Script;
import dev.belay.cli.testing.Scripts;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Direction;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.outcome.Progress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {
    @Test
    void knowsHowItEndedAndHowLongItTook() {
        Timeline timeline = of(Scripts.success());

        assertThat(timeline.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
        assertThat(timeline.duration(Script.BEGIN.plusSeconds(9999))).isEqualTo(Duration.ofSeconds(160));
        assertThat(timeline.rollbackBegun()).isFalse();
    }

    @Test
    void listsWhatIsStillToBeTakenBackNewestFirst() {
        Timeline timeline = of(Scripts.beforeSmoke().events());

        assertThat(timeline.toTakeBack())
                .extracting(step -> step.id().text())
                .containsExactly("maintenance-2", "migrate-1", "rollout-1", "maintenance-1");
    }

    @Test
    void aSkippedStepThatHadBegunIsStillToBeTakenBack() {
        Timeline timeline = of(new Script()
                .started()
                .undo("migrate-1", "schema back to migration 6")
                .change("migrate-1", StepStatus.RUNNING, "")
                .finish("migrate-1", StepStatus.FAILED, 5, null)
                .change("migrate-1", StepStatus.SKIPPED, "Skipped by maria")
                .events());

        assertThat(timeline.toTakeBack()).extracting(step -> step.id().text()).containsExactly("migrate-1");
    }

    @Test
    void tellsStepsOfTheRollbackFromThoseItTakesBack() {
        Timeline timeline = of(Scripts.rolledBack());

        assertThat(timeline.rollbackSteps())
                .extracting(step -> step.id().text())
                .containsExactly(
                        "quiesce-1", "maintenance-2", "migrate-1", "rollout-1", "maintenance-1", "check-2-again");
        assertThat(timeline.rollbackSteps().stream().filter(timeline::isAddition))
                .extracting(step -> step.id().text())
                .containsExactly("quiesce-1", "check-2-again");
        assertThat(timeline.phases()).containsExactly("prepare", "protect", "change", "open");
        assertThat(timeline.plannedSteps()).hasSize(9);
        assertThat(timeline.toTakeBack()).isEmpty();
    }

    @Test
    void keepsHowAStepWentWhenItIsTakenBack() {
        TimelineStep migrate =
                of(Scripts.rolledBack()).step(new StepId("migrate-1")).orElseThrow();

        assertThat(migrate.outcome()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(migrate.status()).isEqualTo(StepStatus.UNDONE);
        assertThat(migrate.duration(Script.BEGIN)).contains(Duration.ofSeconds(21));
        assertThat(migrate.undoDuration(Script.BEGIN)).contains(Duration.ofSeconds(12));
    }

    @Test
    void questionsCloseWhenAnsweredAndWhenTheDeploymentEnds() {
        assertThat(of(Scripts.waiting().events()).questions()).hasSize(1);
        assertThat(of(Scripts.approved().events()).questions()).isEmpty();
        assertThat(of(Scripts.waiting().status(DeploymentStatus.CANCELLED, "").events())
                        .questions())
                .isEmpty();
    }

    @Test
    void paceIsWhatTheNewestBeatsSay() {
        Timeline timeline = of(Scripts.backingUp().events());
        Pace pace = timeline.step(new StepId("backup-1")).orElseThrow().pace();

        timeline.add(beat(0, 100));
        assertThat(pace.perSecond()).isEmpty();
        timeline.add(beat(10, 200));

        assertThat(pace.perSecond()).hasValue(10);
        assertThat(pace.left()).contains(Duration.ofSeconds(80));
    }

    @Test
    void paceBeginsAnewWhereWorkCountsFromTheBeginningAgain() {
        Timeline timeline = of(Scripts.backingUp().events());
        Pace pace = timeline.step(new StepId("backup-1")).orElseThrow().pace();
        timeline.add(beat(0, 0));
        timeline.add(beat(10, 900));

        timeline.add(beat(20, 10));
        timeline.add(beat(30, 20));

        assertThat(pace.perSecond()).hasValue(1);
    }

    @Test
    void lateBeatsChangeNothing() {
        Timeline timeline = of(Scripts.success());

        timeline.add(beat(0, 100));

        assertThat(timeline.step(new StepId("backup-1")).orElseThrow().pace().progress())
                .isEmpty();
    }

    private static LiveBeat beat(long second, long done) {
        return new LiveBeat(
                Script.execution("backup-1", Direction.DO),
                "backup@host",
                Beat.State.RUNNING,
                Script.BEGIN.plusSeconds(second),
                new Progress(done, 1000L, "rows", ""));
    }

    private static Timeline of(List<DeploymentEvent> events) {
        Timeline timeline = new Timeline(Script.ID);
        events.forEach(timeline::add);
        return timeline;
    }
}
