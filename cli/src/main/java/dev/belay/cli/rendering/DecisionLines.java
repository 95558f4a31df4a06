package dev.belay.cli.rendering;

import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.text.Words;
import dev.belay.cli.timeline.Timeline;
import dev.belay.cli.timeline.TimelineStep;
import dev.belay.contracts.Role;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import dev.belay.contracts.event.EventBody.DeploymentStarted;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * What people have to decide, between two rules, with the commands to type.
 *
 * <p>No rule stands beside the commands, so that a whole line can be copied.
 */
final class DecisionLines {
    private static final int INDENT = 2;
    private static final int WIDEST = 92;
    private static final String TITLE = " A decision is needed ";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm zzz");

    private final Look look;
    private final ZoneId zone;

    DecisionLines(Look look, ZoneId zone) {
        this.look = look;
        this.zone = zone;
    }

    List<Line> of(Timeline timeline) {
        List<Line> lines = new ArrayList<>();
        timeline.questions().forEach(question -> lines.addAll(box(timeline, question)));
        return lines;
    }

    private List<Line> box(Timeline timeline, DecisionNeeded question) {
        int width = Math.min(WIDEST, look.width() - INDENT);
        List<Line> lines = new ArrayList<>();
        lines.add(Line.EMPTY);
        lines.add(rule(look.glyphs().rule().repeat(2) + TITLE, width));
        Words.wrap(question.text(), width - INDENT)
                .forEach(line -> lines.add(Line.indented(INDENT + 2).plus(Tone.STRONG, line)));
        Words.wrap(conditions(timeline, question, zone), width - INDENT)
                .forEach(line -> lines.add(Line.indented(INDENT + 2).plus(Tone.DIM, line)));
        for (Typed.Choice choice : Typed.choices(question, timeline.id())) {
            lines.add(Line.EMPTY);
            lines.add(Line.indented(INDENT + 2).plus(choice.meaning() + ":"));
            lines.add(Line.indented(INDENT + 6).plus(Tone.ACTIVE, choice.command()));
        }
        lines.add(rule("", width));
        return lines;
    }

    private Line rule(String title, int width) {
        String rest = look.glyphs().rule().repeat(Math.max(0, width - Words.width(title)));
        return Line.indented(INDENT).plus(Tone.WARNING, title + rest);
    }

    /** Which step asks, who may answer and until when. */
    static String conditions(Timeline timeline, DecisionNeeded question, ZoneId zone) {
        String title = timeline.step(question.step())
                .map(TimelineStep::outline)
                .map(outline -> outline.title())
                .orElse(question.step().text());
        String asks = Words.clean(title).equals(Words.clean(question.text())) ? "" : "Asked by \"" + title + "\". ";
        String who = "For " + article(question.role()) + " " + question.role().label();
        String not = question.requesterAllowed()
                ? ""
                : timeline.started()
                        .map(DeploymentStarted::requestedBy)
                        .map(name -> " other than " + name + ", who asked for the release")
                        .orElse("");
        String until = question.expires() == null
                ? ""
                : "; open until " + TIME.withZone(zone).format(question.expires());
        return asks + who + not + until + ".";
    }

    private static String article(Role role) {
        return switch (role) {
            case OPERATOR, ADMIN -> "an";
            case VIEWER, RELEASE_MANAGER -> "a";
        };
    }
}
