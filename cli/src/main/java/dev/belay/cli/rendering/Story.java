package dev.belay.cli.rendering;

import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.text.Words;
import dev.belay.cli.timeline.Timeline;
import dev.belay.cli.timeline.TimelineStep;
import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.StepStatus;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.event.EventBody.StepChanged;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The lines that stay: what has happened, told once and in order, under the heading of its section. */
final class Story {
    private final Timeline timeline;
    private String section = "";

    Story(Timeline timeline) {
        this.timeline = timeline;
    }

    /** What the event, which the timeline has seen already, adds to the story. */
    List<Line> after(DeploymentEvent event, Look look) {
        EventBody body = event.body();
        if (body instanceof EventBody.DeploymentStarted) {
            return new Headings(look).of(timeline);
        }
        if (body instanceof EventBody.StatusChanged changed) {
            return status(changed, event, look);
        }
        if (body instanceof StepChanged changed) {
            return step(changed, event, look);
        }
        if (body instanceof EventBody.DecisionMade made) {
            return remark(look, Tone.ACTIVE, look.glyphs().arrow(), Sentences.decision(made));
        }
        if (body instanceof EventBody.NotificationRequested request) {
            return remark(look, Tone.DIM, look.glyphs().arrow(), Sentences.notification(request));
        }
        if (body instanceof EventBody.Announced announced) {
            return remark(look, Tone.DIM, look.glyphs().arrow(), Sentences.announcement(announced));
        }
        if (body instanceof EventBody.Watched watched) {
            return remark(look, Tone.DIM, look.glyphs().pending(), "watching: " + Sentences.watched(watched));
        }
        if (body instanceof EventBody.Noted noted) {
            return remark(look, Tone.DIM, look.glyphs().pending(), noted.text());
        }
        return List.of();
    }

    private List<Line> status(EventBody.StatusChanged changed, DeploymentEvent event, Look look) {
        if (changed.status().terminal()) {
            return new Ending(look).of(timeline, event.at());
        }
        if (changed.status() == DeploymentStatus.ROLLING_BACK) {
            return heading(Headings.ROLLBACK, look);
        }
        if (changed.status() == DeploymentStatus.SCHEDULED) {
            return remark(look, Tone.ACTIVE, look.glyphs().pending(), changed.reason());
        }
        return List.of();
    }

    private List<Line> step(StepChanged changed, DeploymentEvent event, Look look) {
        TimelineStep step = timeline.step(changed.step()).orElseThrow();
        StepLines steps = new StepLines(look, event.at(), ZoneOffset.UTC);
        return switch (changed.status()) {
            case PENDING -> List.of();
            case RUNNING, UNDOING, WAITING -> heading(sectionOf(step), look);
            case SUCCEEDED, FAILED, UNKNOWN -> headed(step, steps.done(step), look);
            case SKIPPED, CANCELLED ->
                step.startedAt().isPresent() || goesOn(changed) ? headed(step, steps.done(step), look) : List.of();
            case UNDONE, UNDO_FAILED -> headed(step, steps.undone(step), look);
        };
    }

    /** Steps that never began because the release has failed are no news. */
    private boolean goesOn(StepChanged changed) {
        return changed.status() == StepStatus.SKIPPED && timeline.status() == DeploymentStatus.RUNNING;
    }

    private String sectionOf(TimelineStep step) {
        boolean undo =
                switch (step.status()) {
                    case UNDOING, UNDONE, UNDO_FAILED -> true;
                    case PENDING, RUNNING, WAITING, SUCCEEDED, FAILED, UNKNOWN, SKIPPED, CANCELLED ->
                        timeline.rollbackBegun() && timeline.rollbackSteps().contains(step);
                };
        return undo ? Headings.ROLLBACK : step.phase();
    }

    private List<Line> headed(TimelineStep step, List<Line> lines, Look look) {
        List<Line> all = new ArrayList<>(heading(sectionOf(step), look));
        all.addAll(lines);
        return all;
    }

    private List<Line> heading(String wanted, Look look) {
        if (wanted.equals(section)) {
            return List.of();
        }
        section = wanted;
        Headings headings = new Headings(look);
        return wanted.equals(Headings.ROLLBACK) ? headings.rollback(timeline) : headings.phase(wanted);
    }

    static List<Line> remark(Look look, Tone tone, String mark, String text) {
        List<Line> lines = new ArrayList<>();
        for (String line : Words.wrap(text, look.width() - StepLines.INDENT - 2)) {
            lines.add(Line.indented(StepLines.INDENT)
                    .plus(tone, Words.padded(lines.isEmpty() ? mark : "", 2))
                    .plus(tone == Tone.DIM ? Tone.DIM : Tone.PLAIN, line));
        }
        return lines;
    }
}
