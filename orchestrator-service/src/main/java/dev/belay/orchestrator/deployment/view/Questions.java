package dev.belay.orchestrator.deployment.view;

import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody.DecisionMade;
import dev.belay.contracts.event.EventBody.DecisionNeeded;
import dev.belay.contracts.event.EventBody.StepChanged;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The questions that nobody has answered yet. */
final class Questions {
    private final Map<String, QuestionView> open = new LinkedHashMap<>();

    void asked(DecisionNeeded asked, Instant at) {
        open.put(asked.question(), QuestionView.of(asked, at));
    }

    void answered(DecisionMade made) {
        open.values().removeIf(question -> answers(made, question));
    }

    /** A step that has gone on waits for nobody, whoever set it going. */
    void changed(StepChanged change) {
        if (goneOn(change)) {
            close(change.step());
        }
    }

    void closeAll() {
        open.clear();
    }

    List<QuestionView> list() {
        return List.copyOf(open.values());
    }

    private void close(StepId step) {
        open.values().removeIf(question -> question.step().equals(step));
    }

    private static boolean answers(DecisionMade made, QuestionView question) {
        if (made.step() == null) {
            return question.options().contains(made.decision())
                    || made.decision() == DecisionKind.CANCEL
                    || made.decision() == DecisionKind.ROLLBACK;
        }
        return question.step().equals(made.step()) && question.options().contains(made.decision());
    }

    private static boolean goneOn(StepChanged change) {
        return switch (change.status()) {
            case RUNNING, SUCCEEDED, SKIPPED, UNDOING, UNDONE, CANCELLED -> true;
            case PENDING, WAITING, FAILED, UNKNOWN, UNDO_FAILED -> false;
        };
    }
}
