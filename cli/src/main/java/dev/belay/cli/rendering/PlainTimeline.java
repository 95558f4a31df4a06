package dev.belay.cli.rendering;

import dev.belay.cli.api.document.LiveBeat;
import dev.belay.cli.timeline.Timeline;
import dev.belay.cli.timeline.TimelineStep;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.outcome.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The timeline where nobody can redraw a line: one line for each event, with its time. */
public final class PlainTimeline implements TimelineView {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);
    private static final String CONTINUED = " ".repeat(20);

    private final Timeline timeline;
    private final PlainEvents events;
    private final Consumer<String> out;
    private final Clock clock;
    private final ZoneId zone;
    private final Map<StepId, Instant> progressShown = new HashMap<>();
    private @Nullable LocalDate day;
    private boolean closed;

    /** @param out takes one line at a time */
    public PlainTimeline(Timeline timeline, Consumer<String> out, Clock clock) {
        this.timeline = timeline;
        this.events = new PlainEvents(timeline, clock.getZone());
        this.out = out;
        this.clock = clock;
        this.zone = clock.getZone();
    }

    @Override
    public synchronized void event(DeploymentEvent event) {
        timeline.add(event);
        events.of(event).ifPresent(entry -> print(event.at(), entry));
    }

    @Override
    public synchronized void beat(LiveBeat beat) {
        timeline.add(beat);
        timeline.step(beat.execution().step())
                .filter(TimelineStep::working)
                .ifPresent(step -> step.pace().progress().ifPresent(progress -> progress(step, progress, beat.at())));
    }

    private void progress(TimelineStep step, Progress progress, Instant at) {
        Instant last = progressShown.get(step.id());
        if (last != null && Duration.between(last, at).compareTo(PROGRESS_EVERY) < 0) {
            return;
        }
        progressShown.put(step.id(), at);
        print(at, events.progress(step, progress));
    }

    @Override
    public synchronized void lost(String why) {
        print(clock.instant(), new PlainEvents.Entry("offline", Sentences.LOST, List.of("because: " + why)));
    }

    @Override
    public synchronized void resumed() {
        print(clock.instant(), new PlainEvents.Entry("online", Sentences.RESUMED, List.of()));
    }

    @Override
    public synchronized void close() {
        if (!closed && !timeline.status().terminal() && timeline.started().isPresent()) {
            print(clock.instant(), events.leaving());
        }
        closed = true;
    }

    private void print(Instant at, PlainEvents.Entry entry) {
        LocalDate today = at.atZone(zone).toLocalDate();
        if (!today.equals(day)) {
            day = today;
            out.accept(today + ", times in " + zone);
        }
        out.accept(String.format("%s  %-10s%s", TIME.format(at.atZone(zone)), entry.word(), entry.text()));
        entry.more().forEach(line -> out.accept(CONTINUED + line));
    }
}
