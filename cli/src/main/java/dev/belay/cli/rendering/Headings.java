package dev.belay.cli.rendering;

import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.text.Words;
import dev.belay.cli.timeline.Timeline;
import dev.belay.contracts.event.EventBody.DeploymentStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The first lines of a deployment and of its sections. */
final class Headings {
    static final String ROLLBACK = "Taking everything back";

    private final Look look;

    Headings(Look look) {
        this.look = look;
    }

    List<Line> of(Timeline timeline) {
        List<Line> lines = new ArrayList<>();
        timeline.started().ifPresent(started -> {
            lines.add(Line.indented(2)
                    .plus(Tone.STRONG, started.plan().name())
                    .plus(" " + look.glyphs().arrow() + " ")
                    .plus(Tone.STRONG, started.environment())
                    .plus(Tone.DIM, "   " + timeline.id()));
            if (!started.plan().description().isBlank()) {
                Words.wrap(started.plan().description(), look.width() - 2)
                        .forEach(line -> lines.add(Line.indented(2).plus(line)));
            }
            lines.add(Line.indented(2).plus(Tone.DIM, asked(started)));
        });
        return lines;
    }

    private String asked(DeploymentStarted started) {
        List<String> parts = new ArrayList<>();
        Map<String, String> sorted = new TreeMap<>(started.parameters());
        sorted.forEach((name, value) -> parts.add(name + " " + value));
        parts.add("started by " + started.requestedBy());
        if (!started.comment().isBlank()) {
            parts.add("\"" + started.comment() + "\"");
        }
        return String.join(look.glyphs().separator(), parts);
    }

    List<Line> phase(String name) {
        return List.of(Line.EMPTY, Line.indented(2).plus(Tone.STRONG, name));
    }

    List<Line> rollback(Timeline timeline) {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.add(Line.indented(2).plus(Tone.WARNING, ROLLBACK));
        if (!timeline.rollbackReason().isBlank()) {
            Words.wrap(timeline.rollbackReason(), look.width() - StepLines.INDENT)
                    .forEach(line -> lines.add(Line.indented(StepLines.INDENT).plus(Tone.DIM, line)));
        }
        return lines;
    }
}
