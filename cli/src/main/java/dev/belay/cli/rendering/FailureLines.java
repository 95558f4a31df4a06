package dev.belay.cli.rendering;

import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.text.Words;
import dev.belay.contracts.outcome.Failure;
import java.util.ArrayList;
import java.util.List;

/** A failure in full: what happened, what to do next, and the end of the output that shows it. */
final class FailureLines {
    private static final int EXCERPT = 15;
    private static final String NEXT = "What to do: ";

    private final Look look;

    FailureLines(Look look) {
        this.look = look;
    }

    List<Line> of(Failure failure) {
        int width = look.width() - StepLines.DETAIL;
        List<Line> lines = new ArrayList<>();
        Words.wrap(failure.message(), width).forEach(line -> lines.add(StepLines.detail(Tone.BAD, line)));
        if (!failure.next().isBlank()) {
            boolean first = true;
            for (String line : Words.wrap(failure.next(), width - NEXT.length())) {
                lines.add(StepLines.detail(Tone.STRONG, first ? NEXT : " ".repeat(NEXT.length()))
                        .plus(line));
                first = false;
            }
        }
        excerpt(failure)
                .forEach(line ->
                        lines.add(StepLines.detail(Tone.DIM, look.glyphs().margin() + " " + line)));
        return lines;
    }

    /** The last lines of the excerpt, which are the ones that tell. */
    static List<String> excerpt(Failure failure) {
        String excerpt = failure.excerpt();
        if (excerpt == null) {
            return List.of();
        }
        List<String> lines = Words.lines(excerpt);
        return lines.subList(Math.max(0, lines.size() - EXCERPT), lines.size());
    }
}
