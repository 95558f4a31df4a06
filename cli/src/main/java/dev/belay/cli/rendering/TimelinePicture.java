package dev.belay.cli.rendering;

import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.text.Tone;
import dev.belay.cli.timeline.Timeline;
import dev.belay.cli.timeline.TimelineStep;
import dev.belay.contracts.StepId;
import dev.belay.contracts.StepStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A deployment as one picture: everything that was, is and is still to come. */
public final class TimelinePicture {
    private final Look look;
    private final Clock clock;

    public TimelinePicture(Look look, Clock clock) {
        this.look = look;
        this.clock = clock;
    }

    public List<String> of(Timeline timeline) {
        Instant now = clock.instant();
        StepLines steps = new StepLines(look, now, clock.getZone());
        Headings headings = new Headings(look);
        List<Line> lines = new ArrayList<>(headings.of(timeline));
        for (String phase : timeline.phases()) {
            lines.addAll(headings.phase(phase));
            for (TimelineStep step : timeline.stepsOf(phase)) {
                lines.addAll(planned(timeline, step, steps));
                lines.addAll(remarks(timeline, step.id()));
            }
        }
        lines.addAll(remarks(timeline, null));
        if (timeline.rollbackBegun()) {
            lines.addAll(headings.rollback(timeline));
            timeline.rollbackSteps().forEach(step -> lines.addAll(ofRollback(timeline, step, steps)));
            timeline.toTakeBack().stream()
                    .filter(step -> !timeline.rollbackSteps().contains(step))
                    .forEach(step -> lines.addAll(steps.undone(step)));
        }
        lines.addAll(new DecisionLines(look, clock.getZone()).of(timeline));
        lines.addAll(new Ending(look).of(timeline, now));
        return lines.stream().map(line -> line.print(look)).toList();
    }

    /** @param step null for what is about the whole deployment */
    private List<Line> remarks(Timeline timeline, @Nullable StepId step) {
        Stream<List<Line>> notes = timeline.notes().stream()
                .filter(note -> Objects.equals(note.step(), step))
                .map(note -> Story.remark(look, Tone.DIM, look.glyphs().pending(), note.text()));
        Stream<List<Line>> decisions = timeline.decisions().stream()
                .filter(made -> Objects.equals(made.step(), step))
                .map(made -> Story.remark(look, Tone.ACTIVE, look.glyphs().arrow(), Sentences.decision(made)));
        return Stream.concat(notes, decisions).flatMap(List::stream).toList();
    }

    private static List<Line> planned(Timeline timeline, TimelineStep step, StepLines steps) {
        if (timeline.status().terminal() && step.working()) {
            return steps.unclear(step);
        }
        return step.status() == StepStatus.RUNNING ? live(step, steps) : steps.done(step);
    }

    private static List<Line> ofRollback(Timeline timeline, TimelineStep step, StepLines steps) {
        if (timeline.isAddition(step)) {
            return planned(timeline, step, steps);
        }
        return steps.undone(step);
    }

    /** Without the moving mark: a picture stands still. */
    private static List<Line> live(TimelineStep step, StepLines steps) {
        List<Line> lines = new ArrayList<>(steps.live(step));
        lines.set(0, steps.doneLine(step));
        return lines;
    }
}
