package dev.belay.cli.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.cli.api.document.LiveBeat;
import dev.belay.cli.testing.Script;
import dev.belay.cli.testing.Scripts;
import dev.belay.cli.text.Glyphs;
import dev.belay.cli.text.Look;
import dev.belay.cli.timeline.Timeline;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Direction;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.outcome.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenRenderingsTest {
    private static final Look UNICODE = new Look(100, Glyphs.UNICODE, Look.Palette.PLAIN);

    static Stream<Arguments> deployments() {
        return Stream.of(
                Arguments.of("success", Scripts.success()),
                Arguments.of("scheduled", Scripts.scheduled().events()),
                Arguments.of("watching", Scripts.watching().events()),
                Arguments.of("waiting", Scripts.waiting().events()),
                Arguments.of("rolling-back", Scripts.rollingBack().events()),
                Arguments.of("rolled-back", Scripts.rolledBack()),
                Arguments.of("undo-failed", Scripts.undoFailed().events()),
                Arguments.of("rollback-failed", Scripts.rollbackFailed()),
                Arguments.of("cancelled", Scripts.cancelled()),
                Arguments.of("interrupted", interrupted()));
    }

    private static List<DeploymentEvent> interrupted() {
        return Scripts.interrupted()
                .status(DeploymentStatus.INTERRUPTED, "The run that carried this deployment ended without saying how.")
                .events();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void screensShowWhatHappenedAndWhatHappensNow(String name, List<DeploymentEvent> events) {
        FakeScreen screen = new FakeScreen(101);
        TimelineScreen view = new TimelineScreen(new Timeline(Script.ID), screen, UNICODE, clockAfter(events));

        events.forEach(view::event);
        view.draw();

        Golden.check(name + "-screen", screen.text());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void picturesShowEverything(String name, List<DeploymentEvent> events) {
        Timeline timeline = new Timeline(Script.ID);
        events.forEach(timeline::add);

        List<String> picture = new TimelinePicture(UNICODE, clockAfter(events)).of(timeline);

        Golden.check(name + "-picture", String.join("\n", picture));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void plainLinesTellEachEventOnce(String name, List<DeploymentEvent> events) {
        List<String> lines = new ArrayList<>();
        PlainTimeline view = new PlainTimeline(new Timeline(Script.ID), lines::add, clockAfter(events));

        events.forEach(view::event);
        view.close();

        Golden.check(name + "-plain", String.join("\n", lines));
        assertThat(lines).allMatch(line -> line.chars().noneMatch(Character::isISOControl));
        assertThat(lines.stream().filter(line -> line.matches("\\d\\d:.*")).count())
                .isLessThanOrEqualTo(told(events) + 1);
    }

    private static long told(List<DeploymentEvent> events) {
        return events.stream()
                .filter(event -> !(event.body() instanceof EventBody.UndoRecorded))
                .count();
    }

    @Test
    void longWorkShowsHowFarItHasComeHowFastAndHowLongYet() {
        Script script = Scripts.backingUp();
        FakeScreen screen = new FakeScreen(81);
        TimelineScreen view = new TimelineScreen(
                new Timeline(Script.ID),
                screen,
                UNICODE,
                Clock.fixed(script.now().plusSeconds(25), zone()));
        script.events().forEach(view::event);

        view.beat(beat(script, 5, 240_000_000));
        view.beat(beat(script, 10, 480_000_000));
        view.beat(beat(script, 25, 1_200_000_000));
        view.draw();

        Golden.check("progress-screen", screen.text());
    }

    @Test
    void terminalsWithoutUnicodeGetAsciiAndNarrowOnesShortLines() {
        List<DeploymentEvent> events = Scripts.undoFailed().events();
        FakeScreen screen = new FakeScreen(61);
        TimelineScreen view = new TimelineScreen(
                new Timeline(Script.ID), screen, new Look(61, Glyphs.ASCII, Look.Palette.PLAIN), clockAfter(events));

        events.forEach(view::event);
        view.draw();

        Golden.check("ascii-narrow-screen", screen.text());
        assertThat(screen.text().lines()).allMatch(line -> line.length() <= 60);
        assertThat(screen.text()).matches("\\p{ASCII}*");
    }

    static LiveBeat beat(Script script, long second, long done) {
        return beat(script, "backup-1", second, done);
    }

    static LiveBeat beat(Script script, String step, long second, long done) {
        return new LiveBeat(
                Script.execution(step, Direction.DO),
                "backup@host",
                Beat.State.RUNNING,
                script.now().plus(Duration.ofSeconds(second)),
                new Progress(done, 1_900_000_000L, "bytes", "dumping public.orders"));
    }

    private static Clock clockAfter(List<DeploymentEvent> events) {
        return Clock.fixed(events.get(events.size() - 1).at().plusSeconds(7), zone());
    }

    private static ZoneId zone() {
        return ZoneId.of("Europe/Moscow");
    }
}
