package dev.belay.cli.timeline;

import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody.DecisionMade;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import dev.belay.contracts.event.EventBody.StepChanged;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The questions that nobody has answered yet. */
final class OpenQuestions {
    private final Map<String, DecisionNeeded> open = new LinkedHashMap<>();

    void asked(DecisionNeeded question) {
        open.put(question.question(), question);
    }

    void answered(DecisionMade made) {
        open.values().removeIf(question -> answers(made, question));
    }

    /** A step that has gone on waits for nobody, whoever set it going. */
    void changed(StepChanged change) {
        boolean goneOn =
                switch (change.status()) {
                    case RUNNING, SUCCEEDED, SKIPPED, UNDOING, UNDONE, CANCELLED -> true;
                    case PENDING, WAITING, FAILED, UNKNOWN, UNDO_FAILED -> false;
                };
        if (goneOn) {
            open.values().removeIf(question -> question.step().equals(change.step()));
        }
    }

    void closeAll() {
        open.clear();
    }

    List<DecisionNeeded> list() {
        return List.copyOf(open.values());
    }

    private static boolean answers(DecisionMade made, DecisionNeeded question) {
        if (made.step() != null) {
            return question.step().equals(made.step()) && question.options().contains(made.decision());
        }
        return question.options().contains(made.decision())
                || made.decision() == DecisionKind.CANCEL
                || made.decision() == DecisionKind.ROLLBACK;
    }
}
