package dev.belay.cli.timeline;

import dev.belay.cli.api.document.LiveBeat;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.outcome.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** How far an execution has come, and how fast it goes by what its newest beats say. */
public final class Pace {
    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final Deque<Point> points = new ArrayDeque<>();
    private @Nullable LiveBeat newest;

    Pace() {}

    private record Point(Instant at, long done) {}

    void add(LiveBeat beat) {
        if (newest != null && !newest.execution().equals(beat.execution())) {
            points.clear();
        }
        newest = beat;
        Progress progress = beat.progress();
        if (progress == null) {
            return;
        }
        // work in stages counts from the beginning again
        if (!points.isEmpty() && points.getLast().done() > progress.done()) {
            points.clear();
        }
        points.addLast(new Point(beat.at(), progress.done()));
        while (points.size() > 2
                && Duration.between(points.getFirst().at(), beat.at()).compareTo(WINDOW) > 0) {
            points.removeFirst();
        }
    }

    void forget() {
        newest = null;
        points.clear();
    }

    public Optional<Progress> progress() {
        return Optional.ofNullable(newest).map(LiveBeat::progress);
    }

    /** Whether it lies with a worker that has not begun it. */
    public boolean queued() {
        return newest != null && newest.state() == Beat.State.QUEUED;
    }

    /** Units per second; empty until two beats tell. */
    public OptionalDouble perSecond() {
        if (points.size() < 2) {
            return OptionalDouble.empty();
        }
        double seconds =
                Duration.between(points.getFirst().at(), points.getLast().at()).toMillis() / 1000.0;
        long done = points.getLast().done() - points.getFirst().done();
        return seconds <= 0 || done <= 0 ? OptionalDouble.empty() : OptionalDouble.of(done / seconds);
    }

    /** The time left, where the total is known and it moves. */
    public Optional<Duration> left() {
        Long total = progress().map(Progress::total).orElse(null);
        OptionalDouble rate = perSecond();
        if (total == null || rate.isEmpty()) {
            return Optional.empty();
        }
        long missing = Math.max(0, total - points.getLast().done());
        return Optional.of(Duration.ofSeconds(Math.round(missing / rate.getAsDouble())));
    }
}
