package dev.belay.orchestrator.workflow.decision;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What no test of a running workflow can time: two decisions that arrive before the workflow has acted on either. */
class OpennessTest {
    private static final StepId STEP = new StepId("run-1");
    private static final Question QUESTION =
            Question.ofTrouble(STEP, "Go on?", DecisionKind.RETRY, DecisionKind.SKIP, DecisionKind.ROLLBACK);

    private static DecisionRequest decision(DecisionKind kind, String by) {
        return new DecisionRequest(
                by + "-1", kind, new DecisionRequest.Seen(STEP, "q1"), null, by, Role.RELEASE_MANAGER, "");
    }

    private static Openness standing(@Nullable DecisionRequest answer, @Nullable DecisionRequest cancel) {
        return new Openness(
                DeploymentStatus.WAITING,
                "otto",
                new Openness.Asked("q1", QUESTION, answer),
                new Openness.Decided(cancel, null, false, false),
                null,
                new Answered());
    }

    @Test
    void theFirstAnswerIsTaken() {
        assertThatCode(() -> standing(null, null).require(decision(DecisionKind.RETRY, "anna")))
                .doesNotThrowAnyException();
    }

    @Test
    void aSecondAnswerIsToldWhoHasDecided() {
        Openness answered = standing(decision(DecisionKind.RETRY, "anna"), null);

        assertThatThrownBy(() -> answered.require(decision(DecisionKind.SKIP, "bert")))
                .hasMessageContaining("It is too late: anna has decided \"retry\" about step \"run-1\".");
    }

    @Test
    void anAnswerAfterACancelIsToldWhoHasCancelled() {
        Openness cancelled = standing(null, decision(DecisionKind.CANCEL, "anna"));

        assertThatThrownBy(() -> cancelled.require(decision(DecisionKind.RETRY, "bert")))
                .hasMessageContaining("It is too late: anna has decided \"cancel\".");
    }

    @Test
    void aCancelAfterARollbackThatWasChosenIsToldSo() {
        Openness goingBack = standing(decision(DecisionKind.ROLLBACK, "anna"), null);

        assertThatThrownBy(() -> goingBack.require(decision(DecisionKind.CANCEL, "bert")))
                .hasMessageContaining("It is being taken back already: anna has decided \"rollback\".");
    }
}
