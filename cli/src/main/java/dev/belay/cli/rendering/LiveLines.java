package dev.belay.cli.rendering;

import dev.belay.cli.text.Amounts;
import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.timeline.Timeline;
import dev.belay.cli.timeline.TimelineStep;
import dev.belay.contracts.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The lines that change while a deployment runs: what is at work, what is asked, and where all of it stands. */
final class LiveLines {
    private static final int MOST_TO_TAKE_BACK = 8;
    private static final int MOST_NEXT = 2;

    private final Look look;
    private final Instant now;
    private final ZoneId zone;

    LiveLines(Look look, Instant now, ZoneId zone) {
        this.look = look;
        this.now = now;
        this.zone = zone;
    }

    List<Line> of(Timeline timeline, String connection) {
        StepLines steps = new StepLines(look, now, zone);
        List<Line> lines = new ArrayList<>();
        timeline.working().forEach(step -> lines.addAll(steps.live(step)));
        if (timeline.rollbackBegun()) {
            lines.addAll(toTakeBack(timeline, steps));
        }
        lines.addAll(new DecisionLines(look, zone).of(timeline));
        lines.add(Line.EMPTY);
        then(timeline).ifPresent(lines::add);
        lines.add(standing(timeline, connection));
        return lines;
    }

    private List<Line> toTakeBack(Timeline timeline, StepLines steps) {
        List<TimelineStep> open = timeline.toTakeBack().stream()
                .filter(step -> !step.working() && step.status() != StepStatus.UNDO_FAILED)
                .toList();
        List<Line> lines = new ArrayList<>();
        open.stream()
                .limit(MOST_TO_TAKE_BACK)
                .forEach(step -> lines.add(steps.undone(step).get(0)));
        if (open.size() > MOST_TO_TAKE_BACK) {
            lines.add(StepLines.detail(
                    Tone.DIM, look.glyphs().ellipsis() + " and " + (open.size() - MOST_TO_TAKE_BACK) + " more"));
        }
        return lines;
    }

    /** What comes next, since a plan is long and a screen is not. */
    private Optional<Line> then(Timeline timeline) {
        List<TimelineStep> open = timeline.plannedSteps().stream()
                .filter(step -> step.status() == StepStatus.PENDING)
                .toList();
        if (timeline.rollbackBegun() || open.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = new ArrayList<>(open.stream()
                .limit(MOST_NEXT)
                .map(step -> step.outline().title())
                .toList());
        if (open.size() > MOST_NEXT) {
            parts.add(open.size() - MOST_NEXT + " more");
        }
        return Optional.of(Line.indented(2)
                .plus(Tone.DIM, "then: " + String.join(look.glyphs().separator(), parts)));
    }

    private Line standing(Timeline timeline, String connection) {
        List<String> parts = new ArrayList<>();
        if (!timeline.rollbackBegun()) {
            List<TimelineStep> steps = timeline.plannedSteps();
            long done = steps.stream().filter(LiveLines::isOver).count();
            parts.add(done + " of " + steps.size() + " steps done");
        }
        parts.add(Amounts.elapsed(timeline.duration(now)));
        if (!timeline.rollbackBegun()) {
            left(timeline).ifPresent(left -> parts.add("about " + Amounts.elapsed(left) + " left"));
        }
        Line line = Line.indented(2)
                .plus(Ending.tone(timeline.status()), Ending.name(timeline.status()))
                .plus(
                        Tone.DIM,
                        look.glyphs().separator() + String.join(look.glyphs().separator(), parts));
        return connection.isEmpty()
                ? line
                : line.plus(Tone.WARNING, look.glyphs().separator() + connection);
    }

    private static boolean isOver(TimelineStep step) {
        return switch (step.status()) {
            case SUCCEEDED, SKIPPED -> true;
            case PENDING, RUNNING, WAITING, FAILED, UNKNOWN, UNDOING, UNDONE, UNDO_FAILED, CANCELLED -> false;
        };
    }

    /** Empty where a step that can last is not estimated: better nothing than a number that misleads. */
    private Optional<Duration> left(Timeline timeline) {
        Duration left = Duration.ZERO;
        for (TimelineStep step : timeline.plannedSteps()) {
            if (isOver(step)) {
                continue;
            }
            Duration estimate = step.outline().estimate();
            if (estimate == null && canLast(step)) {
                return Optional.empty();
            }
            Duration open = open(step, estimate == null ? Duration.ZERO : estimate);
            left = left.plus(open.isNegative() ? Duration.ZERO : open);
        }
        return left.isZero() ? Optional.empty() : Optional.of(left);
    }

    /** What the work itself tells is better than what somebody guessed. */
    private Duration open(TimelineStep step, Duration estimate) {
        return step.pace()
                .left()
                .orElseGet(() -> estimate.minus(step.duration(now).orElse(Duration.ZERO)));
    }

    private static boolean canLast(TimelineStep step) {
        return switch (step.outline().kind()) {
            case BACKUP, REHEARSE, ROLLOUT, MIGRATE, RUN, RESTORE -> true;
            case APPROVE, NOTIFY, MAINTENANCE, CHECK, WATCH, PREPARE, BASELINE, QUIESCE, STOP -> false;
        };
    }
}
