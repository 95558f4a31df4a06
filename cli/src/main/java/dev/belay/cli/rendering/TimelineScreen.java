package dev.belay.cli.rendering;

import dev.belay.cli.api.document.LiveBeat;
import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.timeline.Timeline;
import dev.belay.contracts.event.DeploymentEvent;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The live timeline on a terminal: what has happened scrolls up, what happens now is drawn anew below it. */
public final class TimelineScreen implements TimelineView {
    private static final long REDRAW_MILLIS = 100;

    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "belay-screen");
        thread.setDaemon(true);
        return thread;
    });
    private final Timeline timeline;
    private final Story story;
    private final Screen screen;
    private final LiveRegion region;
    private final Look look;
    private final Clock clock;
    private final List<String> staying = new ArrayList<>();
    private String connection = "";
    private boolean closed;

    /** @param look its width is replaced by the screen's, which may change */
    public TimelineScreen(Timeline timeline, Screen screen, Look look, Clock clock) {
        this.timeline = timeline;
        this.story = new Story(timeline);
        this.screen = screen;
        this.region = new LiveRegion(screen);
        this.look = look;
        this.clock = clock;
    }

    /** Begins to draw by itself. */
    public TimelineScreen start() {
        ticks.scheduleWithFixedDelay(this::draw, 0, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public synchronized void event(DeploymentEvent event) {
        timeline.add(event);
        stay(story.after(event, now()));
    }

    @Override
    public synchronized void beat(LiveBeat beat) {
        timeline.add(beat);
    }

    @Override
    public synchronized void lost(String why) {
        connection = "connection lost, trying again";
        stay(Story.remark(now(), Tone.WARNING, look.glyphs().question(), Sentences.LOST));
    }

    @Override
    public synchronized void resumed() {
        connection = "";
        stay(Story.remark(now(), Tone.DIM, look.glyphs().pending(), Sentences.RESUMED));
    }

    /** Draws what has changed. */
    synchronized void draw() {
        if (closed) {
            return;
        }
        region.show(List.copyOf(staying), live());
        staying.clear();
    }

    private List<String> live() {
        if (timeline.status().terminal() || timeline.started().isEmpty()) {
            return List.of();
        }
        return printed(new LiveLines(now(), clock.instant(), clock.getZone()).of(timeline, connection));
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        ticks.shutdownNow();
        if (!timeline.status().terminal() && timeline.started().isPresent()) {
            stay(new DecisionLines(now(), clock.getZone()).of(timeline));
            stay(new Ending(now()).of(timeline, clock.instant()));
        }
        region.end(List.copyOf(staying));
    }

    private void stay(List<Line> lines) {
        staying.addAll(printed(lines));
    }

    private List<String> printed(List<Line> lines) {
        Look now = now();
        return lines.stream().map(line -> line.print(now)).toList();
    }

    /** One column stays free, since some terminals wrap when the last one is filled. */
    private Look now() {
        return look.withWidth(screen.columns() - 1);
    }
}
