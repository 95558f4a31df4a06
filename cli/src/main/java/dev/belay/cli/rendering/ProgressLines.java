package dev.belay.cli.rendering;

import dev.belay.cli.text.Amounts;
import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.timeline.Pace;
import dev.belay.contracts.outcome.Progress;
import java.util.ArrayList;
import java.util.List;

/** How far long work has come: a bar, amounts, pace and the time left. */
final class ProgressLines {
    private static final int WIDEST_BAR = 30;

    private final Look look;

    ProgressLines(Look look) {
        this.look = look;
    }

    List<Line> of(Pace pace, Progress progress) {
        List<Line> lines = new ArrayList<>();
        String amounts = amounts(pace, progress, look.glyphs().separator());
        Long total = progress.total();
        Line line = Line.indented(StepLines.DETAIL);
        lines.add(
                total == null || total <= 0
                        ? line.plus(amounts)
                        : bar(line, progress.done(), total).plus("  " + amounts));
        if (!progress.message().isBlank()) {
            lines.add(StepLines.detail(Tone.DIM, progress.message()));
        }
        return lines;
    }

    private Line bar(Line line, long done, long total) {
        int width = Math.min(WIDEST_BAR, look.width() / 4);
        int filled = (int) Math.min(width, Math.max(0, Math.floor((double) done / total * width)));
        return line.plus(Tone.ACTIVE, look.glyphs().barDone().repeat(filled))
                .plus(Tone.DIM, look.glyphs().barOpen().repeat(width - filled))
                .plus(String.format(java.util.Locale.ROOT, " %3d%%", percent(done, total)));
    }

    static long percent(long done, long total) {
        return Math.max(0, Math.min(100, (long) Math.floor(100.0 * done / total)));
    }

    /** Such as {@code 1.2 of 1.9 GB · 48 MB/s · 14s left}. */
    static String amounts(Pace pace, Progress progress, String separator) {
        List<String> parts = new ArrayList<>(List.of(Amounts.done(progress)));
        pace.perSecond().ifPresent(rate -> parts.add(Amounts.rate(rate, progress.unit())));
        pace.left().ifPresent(left -> parts.add(Amounts.elapsed(left) + " left"));
        return String.join(separator, parts);
    }
}
