package dev.belay.cli.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.testing.Script;
import dev.belay.cli.testing.Scripts;
import dev.belay.cli.timeline.Timeline;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainTimelineTest {
    private final List<String> lines = new ArrayList<>();
    private final PlainTimeline view =
            new PlainTimeline(new Timeline(Script.ID), lines::add, Clock.fixed(Script.BEGIN, ZoneOffset.UTC));

    @Test
    void tellsProgressEveryTenSecondsAtMost() {
        Script script = Scripts.backingUp();
        script.events().forEach(view::event);
        lines.clear();

        for (int second = 0; second <= 30; second++) {
            view.beat(GoldenRenderingsTest.beat(script, second, second * 50_000_000L));
        }

        assertThat(lines).hasSize(4);
        assertThat(lines.get(3))
                .contains("...", "Backup of the database (78%): 1.5 of 1.9 GB, 50.0 MB/s, 8s left, dumping");
    }

    @Test
    void saysWhatIsKeptWhereARollbackStoppedOnTheWay() {
        new Script()
                .started()
                .undo("rollout-1", "back to version v1.0.0")
                .done("rollout-1", 5)
                .status(DeploymentStatus.ROLLING_BACK, "It failed")
                .status(DeploymentStatus.ROLLED_BACK, "It failed. It is taken back to the end of phase \"change\".")
                .events()
                .forEach(view::event);

        assertThat(lines)
                .anyMatch(line -> line.contains("Kept on shop-production: \"Roll out v2.0.0\"."))
                .noneMatch(line -> line.contains("Every change"));
    }

    @Test
    void namesEveryTaskThatIsOffered() {
        new Script()
                .started()
                .add(new EventBody.DecisionNeeded(
                        "q1",
                        new StepId("migrate-1"),
                        "It failed.",
                        List.of(DecisionKind.RETRY, DecisionKind.REPAIR, DecisionKind.SKIP),
                        Role.RELEASE_MANAGER,
                        true,
                        null,
                        List.of("clean", "mend"),
                        "restore the backup"))
                .events()
                .forEach(view::event);

        assertThat(lines)
                .map(String::strip)
                .containsSubsequence(
                        "Do the step again:",
                        "Run the task \"clean\", and then the step again:",
                        "./belay repair " + Script.ID + " --question q1 --task clean --comment \"...\"",
                        "Run the task \"mend\", and then the step again:",
                        "./belay repair " + Script.ID + " --question q1 --task mend --comment \"...\"",
                        "Leave the step out, and go on:");
    }

    @Test
    void saysWhoWasToldOfAWindow() {
        new Script()
                .started()
                .add(new EventBody.Announced(
                        "#alerts", "@devops", Script.BEGIN, "It begins to change things at 02:00."))
                .events()
                .forEach(view::event);

        assertThat(lines)
                .anyMatch(line ->
                        line.endsWith("notified  told #alerts and @devops: It begins to change things at 02:00."));
    }

    @Test
    void doesNotTellProgressOfAStepThatIsOver() {
        Script script = Scripts.backingUp();
        Scripts.success().forEach(view::event);
        lines.clear();

        view.beat(GoldenRenderingsTest.beat(script, 5, 50_000_000L));

        assertThat(lines).isEmpty();
    }

    @Test
    void saysTheDayOnceAndAgainWhenItChanges() {
        Script script = new Script().started().after(Duration.ofHours(23)).add(new EventBody.Noted(null, "next day"));
        script.events().forEach(view::event);

        assertThat(lines)
                .filteredOn(line -> line.matches("2026-.*"))
                .containsExactly("2026-03-01, times in Z", "2026-03-02, times in Z");
    }

    @Test
    void letsNoControlCharactersThrough() {
        Script script = new Script()
                .started()
                .add(new EventBody.Noted(null, "\u001b[2Jgone\u0007\r\nsecond\u001b]0;title\u0007"));
        script.events().forEach(view::event);

        assertThat(lines.get(lines.size() - 1)).endsWith("note      gone second");
    }

    @Test
    void saysThatTheReleaseGoesOnWhenLeft() {
        Scripts.backingUp().events().forEach(view::event);

        view.close();
        view.close();

        assertThat(lines.get(lines.size() - 1)).endsWith("./belay watch " + Script.ID);
        assertThat(lines).filteredOn(line -> line.contains("leaving")).hasSize(1);
    }
}
