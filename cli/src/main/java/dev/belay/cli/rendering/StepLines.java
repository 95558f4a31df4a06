package dev.belay.cli.rendering;

import dev.belay.cli.text.Amounts;
import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.text.Words;
import dev.belay.cli.timeline.TimelineStep;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.outcome.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A step on a terminal: its line, what there is to show for it, and its failure in full. */
final class StepLines {
    static final int INDENT = 4;
    static final int DETAIL = 8;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final int DURATION = 8;
    private static final int LONGEST_LABEL = 24;
    private static final int MOST_EVIDENCE = 6;

    private final Look look;
    private final Instant now;
    private final ZoneId zone;

    StepLines(Look look, Instant now, ZoneId zone) {
        this.zone = zone;
        this.look = look;
        this.now = now;
    }

    /** The step itself, whatever its undo has done since. */
    List<Line> done(TimelineStep step) {
        List<Line> lines = new ArrayList<>();
        lines.add(doneLine(step));
        if (step.outcome() == StepStatus.UNKNOWN) {
            lines.add(detail(Tone.BAD, "Nobody knows whether it was done."));
        }
        if (step.status() == step.outcome() && !step.note().isEmpty()) {
            lines.addAll(wrapped(Tone.DIM, step.note()));
        }
        lines.addAll(evidence(step.evidence()));
        step.failure().ifPresent(failure -> lines.addAll(new FailureLines(look).of(failure)));
        return lines;
    }

    Line doneLine(TimelineStep step) {
        return switch (step.outcome()) {
            case SUCCEEDED ->
                line(Tone.GOOD, look.glyphs().done(), step, step.duration(now)).plus(Tone.DIM, late(step));
            case FAILED, UNDO_FAILED -> line(Tone.BAD, look.glyphs().failed(), step, step.duration(now));
            case UNKNOWN -> line(Tone.BAD, look.glyphs().question(), step, step.duration(now));
            case CANCELLED ->
                line(Tone.WARNING, look.glyphs().failed(), step, step.duration(now))
                        .plus(Tone.WARNING, "  cancelled");
            case SKIPPED ->
                line(Tone.DIM, look.glyphs().skipped(), step, Optional.empty()).plus(Tone.DIM, "  skipped");
            case WAITING ->
                line(Tone.WARNING, look.glyphs().question(), step, step.duration(now))
                        .plus(Tone.WARNING, "  waiting");
            case RUNNING, UNDOING, UNDONE -> line(Tone.ACTIVE, look.glyphs().arrow(), step, step.duration(now));
            case PENDING -> pending(step);
        };
    }

    /** What the rollback did about a step, or will do. */
    List<Line> undone(TimelineStep step) {
        List<Line> lines = new ArrayList<>();
        lines.add(undoneLine(step));
        if (step.undoDuration(now).isEmpty()) {
            return lines;
        }
        if (!step.undo().isEmpty()) {
            lines.addAll(wrapped(Tone.DIM, "by: " + step.undo()));
        }
        if (!step.note().isEmpty()) {
            lines.addAll(wrapped(Tone.DIM, step.note()));
        }
        lines.addAll(evidence(step.undoEvidence()));
        step.undoFailure().ifPresent(failure -> lines.addAll(new FailureLines(look).of(failure)));
        return lines;
    }

    private Line undoneLine(TimelineStep step) {
        Optional<Duration> took = step.undoDuration(now);
        return switch (step.status()) {
            case UNDONE -> line(Tone.GOOD, look.glyphs().undone(), step, took);
            case UNDO_FAILED ->
                line(Tone.BAD, look.glyphs().failed(), step, took).plus(Tone.BAD, "  not taken back");
            case WAITING ->
                line(Tone.WARNING, look.glyphs().question(), step, took).plus(Tone.WARNING, "  waiting");
            case UNDOING ->
                line(Tone.ACTIVE, look.glyphs().arrow(), step, took).plus(Tone.ACTIVE, "  being taken back");
            case PENDING, RUNNING, SUCCEEDED, FAILED, UNKNOWN, SKIPPED, CANCELLED -> toBeUndone(step);
        };
    }

    private Line toBeUndone(TimelineStep step) {
        String how = step.undo().isEmpty() ? "" : ", by: " + step.undo();
        return Line.indented(INDENT)
                .plus(Tone.DIM, look.glyphs().pending() + " " + step.outline().title() + "  to be taken back" + how);
    }

    /** A step that was under way when the deployment's run ended without saying how. */
    List<Line> unclear(TimelineStep step) {
        return List.of(
                line(Tone.BAD, look.glyphs().question(), step, ""),
                detail(Tone.BAD, "Nobody knows what became of it."));
    }

    /** A step that something is at work on now, with how far that has come. */
    List<Line> live(TimelineStep step) {
        boolean undoing = step.status() == StepStatus.UNDOING;
        Optional<Duration> taken = undoing ? step.undoDuration(now) : step.duration(now);
        if (step.status() == StepStatus.WAITING) {
            return withNote(step, line(Tone.WARNING, look.glyphs().question(), step, taken));
        }
        String spinner = look.glyphs().spinner(now.toEpochMilli());
        Line first = line(Tone.ACTIVE, spinner, step, taken);
        if (undoing) {
            first = first.plus(Tone.ACTIVE, "  being taken back");
        } else if (step.late(now).isPresent()) {
            first = first.plus(Tone.WARNING, late(step));
        } else if (step.pace().progress().isEmpty() && step.outline().estimate() != null) {
            first = first.plus(
                    Tone.DIM, "  of about " + Amounts.duration(step.outline().estimate()));
        }
        List<Line> lines = new ArrayList<>(withNote(step, first));
        if (undoing && !step.undo().isEmpty()) {
            lines.addAll(wrapped(Tone.DIM, "by: " + step.undo()));
        }
        if (step.pace().queued()) {
            lines.add(detail(Tone.DIM, "queued at the worker behind other work"));
        }
        step.pace().progress().ifPresent(progress -> lines.addAll(new ProgressLines(look).of(step.pace(), progress)));
        return lines;
    }

    private String late(TimelineStep step) {
        return step.late(now).map(over -> "  late by " + Amounts.duration(over)).orElse("");
    }

    private List<Line> withNote(TimelineStep step, Line line) {
        List<Line> lines = new ArrayList<>(List.of(line));
        if (!step.note().isEmpty()) {
            lines.addAll(wrapped(Tone.DIM, step.note()));
        }
        return lines;
    }

    Line pending(TimelineStep step) {
        Duration estimate = step.outline().estimate();
        Line line =
                line(Tone.DIM, look.glyphs().pending(), step, estimate == null ? "" : "~" + Amounts.duration(estimate));
        return step.plannedAt()
                .map(begins -> line.plus(Tone.DIM, "  at " + CLOCK.format(begins.atZone(zone))))
                .orElse(line);
    }

    private Line line(Tone tone, String mark, TimelineStep step, Optional<Duration> duration) {
        return line(tone, mark, step, duration.map(Amounts::duration).orElse(""));
    }

    private Line line(Tone tone, String mark, TimelineStep step, String duration) {
        String attempt = step.attempt() > 1 ? " (attempt " + step.attempt() + ")" : "";
        int room = look.width() < 80 ? 8 : 20;
        int column = Math.min(58, Math.max(20, look.width() - INDENT - 2 - DURATION - room));
        String title = Words.cut(
                Words.clean(step.outline().title()),
                column - Words.width(attempt),
                look.glyphs().ellipsis());
        Line line = Line.indented(INDENT)
                .plus(tone, mark + " ")
                .plus(tone == Tone.DIM ? Tone.DIM : Tone.PLAIN, Words.padded(title + attempt, column))
                .plus(Tone.DIM, " ".repeat(Math.max(1, DURATION - duration.length())) + duration);
        String owner = step.outline().owner();
        return owner == null ? line : line.plus(Tone.DIM, "  " + owner);
    }

    private List<Line> evidence(List<Evidence> evidence) {
        int label = Math.min(
                LONGEST_LABEL,
                evidence.stream()
                        .limit(MOST_EVIDENCE)
                        .mapToInt(item -> Words.width(item.label()))
                        .max()
                        .orElse(0));
        List<Line> lines = new ArrayList<>();
        evidence.stream()
                .limit(MOST_EVIDENCE)
                .map(item -> detail(Tone.DIM, Words.padded(Words.clean(item.label()), label) + "  " + firstLine(item)))
                .forEach(lines::add);
        if (evidence.size() > MOST_EVIDENCE) {
            lines.add(detail(
                    Tone.DIM,
                    look.glyphs().ellipsis() + " and " + (evidence.size() - MOST_EVIDENCE) + " more in the report"));
        }
        return lines;
    }

    private String firstLine(Evidence item) {
        List<String> lines = Words.lines(item.value());
        String first = lines.isEmpty() ? "" : lines.get(0);
        return lines.size() > 1 ? first + " " + look.glyphs().ellipsis() : first;
    }

    private List<Line> wrapped(Tone tone, String text) {
        return Words.wrap(text, look.width() - DETAIL).stream()
                .map(line -> detail(tone, line))
                .toList();
    }

    static Line detail(Tone tone, String text) {
        return Line.indented(DETAIL).plus(tone, text);
    }
}
