package dev.belay.notifier.slack.rendering;

import dev.belay.contracts.event.EventBody;
import dev.belay.notifier.slack.board.DeploymentView;
import dev.belay.notifier.wording.DecisionText;
import java.util.ArrayList;
import java.util.List;

/** A question with the commands that answer it. */
final class QuestionLines {
    private static final int LONG = 1_500;

    private QuestionLines() {}

    static List<String> of(EventBody.DecisionNeeded asked, DeploymentView view, String whole) {
        List<String> lines = new ArrayList<>();
        lines.add(":raised_hand: " + Mrkdwn.bold(Mrkdwn.line(asked.text(), LONG, whole)));
        lines.add(Mrkdwn.line(DecisionText.conditions(asked) + ":", LONG, whole));
        DecisionText.commands(asked, view.id()).forEach(command -> lines.add(Mrkdwn.code(command)));
        return lines;
    }
}
