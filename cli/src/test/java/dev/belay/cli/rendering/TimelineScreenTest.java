package dev.belay.cli.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.testing.Script;
import dev.belay.cli.testing.Scripts;
import dev.belay.cli.text.Glyphs;
import dev.belay.cli.text.Look;
import dev.belay.cli.timeline.Timeline;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DecisionKind;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineScreenTest {
    private static final Look LOOK = new Look(100, Glyphs.UNICODE, Look.Palette.PLAIN);

    private final FakeScreen screen = new FakeScreen(101);

    @Test
    void drawsTheRunningStepInPlaceAndOtherStepsOnce() {
        Script script = Scripts.backingUp();
        TimelineScreen view = view(script);
        script.events().forEach(view::event);

        for (int second = 1; second <= 30; second++) {
            view.beat(GoldenRenderingsTest.beat(script, second, second * 50_000_000L));
            view.draw();
        }

        assertThat(screen.text()).containsOnlyOnce("Backup of the database").contains("1.5 of 1.9 GB", " 78%");
        assertThat(screen.text()).containsOnlyOnce("Maintenance on");
    }

    @Test
    void drawsStepsThatRunAtOnceEachWithItsBar() {
        Script script = Scripts.backingUp().change("migrate-1", StepStatus.RUNNING, "");
        TimelineScreen view = view(script);
        script.events().forEach(view::event);

        for (int second = 1; second <= 20; second++) {
            view.beat(GoldenRenderingsTest.beat(script, second, second * 50_000_000L));
            view.beat(GoldenRenderingsTest.beat(script, "migrate-1", second, second * 95_000_000L));
            view.draw();
        }

        assertThat(screen.text()).containsOnlyOnce("Backup of the database").contains("1.0 of 1.9 GB", " 52%");
        assertThat(screen.text()).containsOnlyOnce("Migrate to latest").contains("1.9 of 1.9 GB", "100%");
    }

    @Test
    void asksNobodyAnyMoreAboutAStepWhenEverythingIsTakenBack() {
        Script script = Scripts.backingUp()
                .status(DeploymentStatus.WAITING, "backup-1 failed")
                .ask("q9", "backup-1", "Retry it?", DecisionKind.RETRY)
                .status(DeploymentStatus.ROLLING_BACK, "a step beside it failed");
        TimelineScreen view = view(script);
        script.events().forEach(view::event);
        view.draw();

        assertThat(screen.text()).doesNotContain("./belay retry");
    }

    @Test
    void printsNothingWhileNothingChanges() {
        Script script = Scripts.backingUp();
        TimelineScreen view = view(script);
        script.events().forEach(view::event);
        view.draw();
        int prints = screen.prints();

        view.draw();

        assertThat(screen.prints()).isEqualTo(prints);
    }

    @Test
    void takesTheQuestionAwayOnceItIsAnswered() {
        Script waiting = Scripts.waiting();
        TimelineScreen view = view(waiting);
        waiting.events().forEach(view::event);
        view.draw();
        assertThat(screen.text()).contains("./belay approve " + Script.ID + " --question q1 --comment");

        Script approved = Scripts.approved();
        approved.events().stream().skip(waiting.events().size()).forEach(view::event);
        view.draw();

        assertThat(screen.text())
                .doesNotContain("./belay approve")
                .contains("maria (release-manager) decided \"approve\": \"looks good\"");
    }

    @Test
    void namesTheQuestionInEveryCommand() {
        Script script = Scripts.waiting().ask("q9", "backup-1", "Is it gone?", DecisionKind.VOUCH);
        TimelineScreen view = view(script);
        script.events().forEach(view::event);
        view.draw();

        assertThat(screen.text())
                .contains("./belay approve " + Script.ID + " --question q1 --comment \"...\"")
                .contains("./belay vouch " + Script.ID + " --question q9 --comment \"...\"");
    }

    @Test
    void keepsTheQuestionAndTheWayBackWhenLeft() {
        Script script = Scripts.waiting();
        TimelineScreen view = view(script);
        script.events().forEach(view::event);
        view.draw();

        view.close();

        assertThat(screen.text()).contains("./belay reject " + Script.ID).contains("? WAITING after");
    }

    @Test
    void saysThatTheConnectionIsLostAndBack() {
        Script script = Scripts.backingUp();
        TimelineScreen view = view(script);
        script.events().forEach(view::event);

        view.lost("reset");
        view.draw();
        assertThat(screen.text()).containsOnlyOnce(Sentences.LOST).contains("connection lost, trying again");

        view.resumed();
        view.draw();
        assertThat(screen.text()).contains(Sentences.RESUMED).doesNotContain("connection lost, trying again");
    }

    @Test
    void staysWithinTheScreensHeightHoweverMuchIsToBeShown() {
        LiveRegion region = new LiveRegion(screen);
        List<String> many =
                IntStream.range(0, 200).mapToObj(line -> "line " + line).toList();

        region.show(List.of("stays"), many);
        region.show(List.of(), List.of("last"));

        assertThat(screen.text()).isEqualTo("stays\nlast");
    }

    @Test
    void goesUpOverLinesThatANarrowerTerminalHasWrapped() {
        List<String> printed = new ArrayList<>();
        int[] columns = {100};
        LiveRegion region = new LiveRegion(new Screen() {
            @Override
            public int columns() {
                return columns[0];
            }

            @Override
            public int rows() {
                return 50;
            }

            @Override
            public void print(String text) {
                printed.add(text);
            }

            @Override
            public void close() {
                // nothing to let go of
            }
        });
        region.show(List.of(), List.of("x".repeat(90), "\u001b[2mshort\u001b[0m"));

        columns[0] = 40;
        region.show(List.of(), List.of("new"));

        assertThat(printed.get(1)).startsWith("\u001b[4A\r");
    }

    @Test
    void doesNotListStepsThatNeverBeganBecauseTheReleaseFailed() {
        Script early = new Script()
                .started()
                .change("check-1", StepStatus.RUNNING, "")
                .finish("check-1", StepStatus.FAILED, 1, null)
                .status(DeploymentStatus.ROLLING_BACK, "it failed")
                .change("backup-1", StepStatus.CANCELLED, "")
                .change("migrate-1", StepStatus.SKIPPED, "");
        TimelineScreen view = view(early);
        early.events().forEach(view::event);
        view.draw();

        assertThat(screen.text()).doesNotContain("Backup of the database", "Migrate to latest");
    }

    private TimelineScreen view(Script script) {
        Clock clock = Clock.fixed(script.now().plusSeconds(1), ZoneOffset.UTC);
        return new TimelineScreen(new Timeline(Script.ID), screen, LOOK, clock);
    }
}
