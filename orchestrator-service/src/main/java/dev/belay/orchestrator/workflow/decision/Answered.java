package dev.belay.orchestrator.workflow.decision;

import dev.belay.contracts.StepId;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The questions that are closed, so that whoever comes too late is told who decided what. */
final class Answered {
    private final List<Closed> closed = new ArrayList<>();

    /** @param by absent where it expired, or the deployment was cancelled instead */
    private record Closed(
            String question, StepId step, @Nullable DecisionRequest by) {
        boolean meantBy(DecisionRequest.Seen seen) {
            return seen.question() != null
                    ? seen.question().equals(question)
                    : seen.step() == null || seen.step().equals(step);
        }
    }

    void note(String question, StepId step, @Nullable DecisionRequest by) {
        closed.add(new Closed(question, step, by));
    }

    /** A sentence about the newest closed question that may have been meant; empty where there is none. */
    String told(DecisionRequest.Seen seen) {
        for (int index = closed.size() - 1; index >= 0; index--) {
            Closed one = closed.get(index);
            if (one.meantBy(seen)) {
                DecisionRequest by = one.by();
                String what = "Question " + one.question() + " about step \"" + one.step() + "\" is closed: ";
                return what + (by == null ? "nobody answered it in time" : by.told()) + ". ";
            }
        }
        return "";
    }
}
