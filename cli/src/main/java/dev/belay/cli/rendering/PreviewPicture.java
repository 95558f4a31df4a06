package dev.belay.cli.rendering;

import dev.belay.cli.api.document.PreviewDocument;
import dev.belay.cli.api.document.PreviewDocument.IfFails;
import dev.belay.cli.api.document.PreviewDocument.PlannedStep;
import dev.belay.cli.text.Amounts;
import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.text.Words;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.EstimateBasis;
import dev.belay.contracts.event.EventBody;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a plan would do, as text: the timetable first, then what would be taken back for each failure. */
public final class PreviewPicture {
    /** How wide it is where nobody says so. */
    public static final int WIDTH = 80;

    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final int TAKES = 7;
    private static final int BASIS = 9;
    private static final int MARGIN = 5;

    private final Look look;
    private final ZoneId zone;
    private final List<Line> lines = new ArrayList<>();

    /** @param zone in which times are shown where no window names one */
    public PreviewPicture(Look look, ZoneId zone) {
        this.look = look;
        this.zone = zone;
    }

    /** The lines of the picture. */
    public List<String> of(PreviewDocument preview) {
        lines.clear();
        ZoneId shown = preview.hours()
                .flatMap(hours -> Optional.ofNullable(hours.window()))
                .map(window -> ZoneId.of(window.zone()))
                .orElse(zone);
        lines.add(Line.of(Tone.STRONG, preview.subject()).plus(", what would happen; nothing is started"));
        preview.hours().ifPresent(hours -> hours(hours, shown));
        preview.warnings().forEach(warning -> wrapped(Tone.WARNING, "", "Beware: " + warning));
        timetable(preview.steps(), shown);
        failures(preview.steps());
        return lines.stream().map(line -> line.print(look)).toList();
    }

    private void hours(PreviewDocument.Hours hours, ZoneId shown) {
        lines.add(Line.EMPTY.plus("Begins " + FULL.format(hours.begins().atZone(shown)) + ", ends "
                + CLOCK.format(hours.ends().atZone(shown)) + " (" + shown.getId() + ")"));
        EventBody.WindowTimes window = hours.window();
        boolean waits = window != null && window.opens().isAfter(hours.begins());
        lines.add(Line.EMPTY.plus("Takes " + Amounts.elapsed(hours.takes())
                + (waits ? ", with the wait for the window" : "") + "; waiting for people is not in it"));
        if (window != null) {
            lines.add(Line.EMPTY.plus("Window " + FULL.format(window.opens().atZone(shown)) + " to "
                    + MINUTE.format(window.closes().atZone(shown)) + ", last moment for a rollback "
                    + MINUTE.format(window.lastMoment().atZone(shown))));
        }
        Duration promised = hours.rollbackTakes();
        if (promised != null) {
            lines.add(Line.EMPTY.plus("A rollback is promised in at most " + Amounts.duration(promised)));
        }
    }

    private void timetable(List<PlannedStep> steps, ZoneId shown) {
        int widest = steps.stream()
                .mapToInt(step -> Words.width(step.id().text()))
                .max()
                .orElse(0);
        String phase = "";
        for (PlannedStep step : steps) {
            if (!step.phase().equals(phase)) {
                phase = step.phase();
                lines.add(Line.EMPTY);
                lines.add(Line.of(Tone.STRONG, phase));
            }
            String owner = step.owner() == null ? "" : ", " + step.owner();
            lines.add(Line.indented(2)
                    .plus(CLOCK.format(step.begins().atZone(shown)))
                    .plus(right(takes(step.estimate()), TAKES))
                    .plus(Tone.DIM, " " + Words.padded(basis(step.estimateBasis()), BASIS))
                    .plus(" " + Words.padded(step.id().text(), widest) + "  ")
                    .plus(step.title() + owner));
            step.looks().forEach(look -> wrapped(Tone.DIM, " ".repeat(MARGIN), look));
            if (step.asks() != null) {
                wrapped(Tone.WARNING, " ".repeat(MARGIN), "asks: " + step.asks());
            }
        }
    }

    /** Steps whose failure has the same consequences stand together. */
    private void failures(List<PlannedStep> steps) {
        Map<IfFails, List<StepId>> consequences = new LinkedHashMap<>();
        for (PlannedStep step : steps) {
            IfFails failure = step.ifFails();
            if (failure != null) {
                consequences.computeIfAbsent(failure, any -> new ArrayList<>()).add(step.id());
            }
        }
        consequences.forEach((failure, failing) -> {
            lines.add(Line.EMPTY);
            String names = failing.stream().map(StepId::text).collect(Collectors.joining(" or "));
            wrapped(Tone.STRONG, "", "Where " + names + " fails: " + end(failure));
            undo(failure);
        });
    }

    private static String end(IfFails failure) {
        if (failure.undo().isEmpty()) {
            return "nothing is taken back, " + failure.ends();
        }
        String time = failure.unestimated() > 0 && failure.takes().isZero()
                ? "nobody knows how long that takes"
                : "back in " + (failure.unestimated() > 0 ? "at least " : "about ") + Amounts.elapsed(failure.takes());
        return time + ", " + failure.ends();
    }

    private void undo(IfFails failure) {
        int number = 0;
        for (PreviewDocument.UndoStep undo : failure.undo()) {
            String steps = undo.steps().stream().map(StepId::text).collect(Collectors.joining(", "));
            String time = takes(undo.estimate()) + " " + basis(undo.estimateBasis());
            lines.add(Line.indented(2)
                    .plus(right(String.valueOf(++number), 2) + "  " + steps + ": " + undo.how())
                    .plus(Tone.DIM, undo.estimate() == null ? "" : ", " + time));
        }
        if (!failure.checks().isEmpty()) {
            String checks = failure.checks().stream().map(StepId::text).collect(Collectors.joining(", "));
            wrapped(Tone.PLAIN, " ".repeat(MARGIN), "again: " + checks);
        }
        failure.asks().forEach(asked -> wrapped(Tone.WARNING, " ".repeat(MARGIN), "asks: " + asked.text()));
    }

    private void wrapped(Tone tone, String indent, String text) {
        String further = indent + (indent.isEmpty() ? "  " : "      ");
        boolean first = true;
        for (String line : Words.wrap(text, look.width() - further.length())) {
            lines.add(Line.of(tone, (first ? indent : further) + line));
            first = false;
        }
    }

    private static String takes(@Nullable Duration estimate) {
        return estimate == null ? "?" : Amounts.duration(estimate);
    }

    private static String basis(@Nullable EstimateBasis basis) {
        if (basis == null) {
            return "";
        }
        return switch (basis.source()) {
            case HISTORY -> basis.runs() == 1 ? "1 run" : basis.runs() + " runs";
            case REHEARSAL -> "rehearsed";
            case PLAN -> "plan";
            case DEFAULT -> "default";
        };
    }

    private static String right(String text, int columns) {
        return " ".repeat(Math.max(0, columns - Words.width(text))) + text;
    }
}
