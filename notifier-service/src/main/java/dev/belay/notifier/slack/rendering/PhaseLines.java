package dev.belay.notifier.slack.rendering;

import dev.belay.notifier.slack.board.PhaseView;
import dev.belay.notifier.slack.board.StepView;
import dev.belay.notifier.wording.Elapsed;
import java.util.ArrayList;
import java.util.List;

/** A phase in lines: one where nothing is to be seen in it, else one for each step too. */
final class PhaseLines {
    private static final int TITLE = 200;
    private static final int NOTE = 500;

    private PhaseLines() {}

    /** @param whole the command that shows everything */
    static List<String> of(PhaseView phase, String whole) {
        String name = Mrkdwn.bold(Mrkdwn.line(phase.name(), TITLE, whole));
        int steps = phase.steps().size();
        String count = steps == 1 ? "1 step" : steps + " steps";
        if (phase.pending()) {
            return List.of(":white_circle: " + name + " – " + count);
        }
        if (phase.settled()
                && phase.steps().stream().noneMatch(step -> !step.note().isBlank())) {
            return List.of(":white_check_mark: " + name + " – " + count + ", " + Elapsed.words(phase.took()));
        }
        List<String> lines = new ArrayList<>();
        lines.add((phase.troubled() ? ":x: " : ":arrow_forward: ") + name);
        phase.steps().forEach(step -> lines.add(line(step, whole)));
        return lines;
    }

    private static String line(StepView step, String whole) {
        String took = step.took()
                .filter(span -> span.toSeconds() > 0)
                .map(span -> " (" + Elapsed.words(span) + ")")
                .orElse("");
        String note = step.note().isBlank() ? "" : "\n>" + Mrkdwn.line(step.note(), NOTE, whole);
        return "      " + Icons.of(step.status()) + " " + Mrkdwn.line(step.title(), TITLE, whole) + took + note;
    }
}
