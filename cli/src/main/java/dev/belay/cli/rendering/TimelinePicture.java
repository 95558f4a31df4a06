package dev.belay.cli.rendering;

import dev.belay.cli.text.Line;
import dev.belay.cli.text.Look;
import dev.belay.cli.timeline.Timeline;
import dev.belay.cli.timeline.TimelineStep;
import dev.belay.contracts.StepStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

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
        StepLines steps = new StepLines(look, now);
        Headings headings = new Headings(look);
        List<Line> lines = new ArrayList<>(headings.of(timeline));
        for (String phase : timeline.phases()) {
            lines.addAll(headings.phase(phase));
            timeline.stepsOf(phase).forEach(step -> lines.addAll(planned(step, steps)));
        }
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

    private static List<Line> planned(TimelineStep step, StepLines steps) {
        return step.status() == StepStatus.RUNNING ? live(step, steps) : steps.done(step);
    }

    private static List<Line> ofRollback(Timeline timeline, TimelineStep step, StepLines steps) {
        if (timeline.isAddition(step)) {
            return planned(step, steps);
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
