package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.belay.contracts.DeploymentStatus;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.outcome.Outcome;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However often and however late people click, a question is answered once, and who loses is told who was faster. */
class OneEffectTest {
    private static final String APPROVING =
            DeploymentBench.PLAN.replace("- maintenance: on", "- approve: Go?\n      - maintenance: on");
    private static final String EXPIRING = APPROVING.replace("Go?", "Go?\n        expires: 15m");
    private static final String ASKING =
            DeploymentBench.PLAN.replace("- run: colours", "- run: colours\n        onFailure: ask");

    private final FakeWorld world = new FakeWorld();

    @Test
    void theSameDecisionUnderASecondIdIsToldWhoDecided() {
        try (DeploymentBench bench = new DeploymentBench(world).start(APPROVING)) {
            StepId step = bench.awaitQuestion(1).step();
            bench.decide(DecisionKind.APPROVE, "anna", step, "click-1");
            assertThatThrownBy(() -> bench.decide(DecisionKind.APPROVE, "bert", step, "click-2"))
                    .rootCause()
                    .hasMessageContaining("anna has decided \"approve\" (looked at it)");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(decisions()).hasSize(1);
    }

    @Test
    void aLateClickDoesNotAnswerTheNextQuestionOfTheSameStep() {
        world.answers("run-1/do", Outcome.FAILED, Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(ASKING)) {
            String first = bench.awaitQuestion(1).question();
            bench.decide(click("click-1", DecisionKind.RETRY, first, "anna"));
            String second = bench.awaitQuestion(2).question();
            assertThatThrownBy(() -> bench.decide(click("click-2", DecisionKind.ROLLBACK, first, "bert")))
                    .rootCause()
                    .hasMessageContaining("Question q1 about step \"run-1\" is closed: anna has decided \"retry\"")
                    .hasMessageContaining("The open question q2");
            bench.decide(click("click-3", DecisionKind.RETRY, second, "bert"));

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
        assertThat(decisions()).extracting(EventBody.DecisionMade::decisionId).containsExactly("click-1", "click-3");
    }

    @Test
    void aLateCancelThatWasAnAnswerDoesNotCancelWhatGoesOn() {
        world.answers("run-1/do", Outcome.FAILED, Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(ASKING)) {
            bench.awaitQuestion(1);
            bench.decide(click("click-1", DecisionKind.RETRY, "q1", "anna"));
            bench.awaitQuestion(2);
            assertThatThrownBy(() -> bench.decide(click("click-2", DecisionKind.CANCEL, "q1", "bert")))
                    .rootCause()
                    .hasMessageContaining("Question q1 about step \"run-1\" is closed: anna has decided \"retry\"")
                    .hasMessageContaining("without naming a question");
            bench.decide(click("click-3", DecisionKind.RETRY, "q2", "anna"));

            assertThat(bench.end()).isEqualTo(DeploymentStatus.SUCCEEDED);
        }
    }

    @RepeatedTest(5)
    void ofOppositeAnswersAtTheSameInstantOneHolds() {
        try (DeploymentBench bench = new DeploymentBench(world).start(APPROVING)) {
            bench.awaitQuestion(1);
            CompletableFuture<Void> yes = async(bench, click("yes", DecisionKind.APPROVE, "q1", "anna"));
            CompletableFuture<Void> no = async(bench, click("no", DecisionKind.REJECT, "q1", "bert"));
            boolean approved = held(yes);
            boolean rejected = held(no);

            assertThat(approved).isNotEqualTo(rejected);
            assertThat(bench.end()).isEqualTo(approved ? DeploymentStatus.SUCCEEDED : DeploymentStatus.CANCELLED);
        }
        assertThat(decisions()).hasSize(1);
    }

    @RepeatedTest(5)
    void aRollbackThatWasChosenIsNotReplacedByACancelAtTheSameInstant() {
        world.answers("run-1/do", Outcome.FAILED);

        try (DeploymentBench bench = new DeploymentBench(world).start(ASKING)) {
            bench.awaitQuestion(1);
            CompletableFuture<Void> rollback = async(bench, click("back", DecisionKind.ROLLBACK, "q1", "anna"));
            CompletableFuture<Void> cancel = async(bench, click("cancel", DecisionKind.CANCEL, null, "bert"));

            assertThat(held(rollback)).isNotEqualTo(held(cancel));
            assertThat(bench.end()).isEqualTo(DeploymentStatus.ROLLED_BACK);
        }
        assertThat(decisions()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void aClickAtTheInstantOfTheExpiryEitherHoldsOrIsRefused(long millisAfter) {
        try (DeploymentBench bench = new DeploymentBench(world)) {
            CompletableFuture<Boolean> held = new CompletableFuture<>();
            bench.start(EXPIRING);
            bench.awaitQuestion(1);
            bench.at(
                    Duration.ofMinutes(15).plusMillis(millisAfter),
                    () -> held.complete(held(async(bench, click("click", DecisionKind.APPROVE, "q1", "anna")))));

            DeploymentStatus end = bench.end();

            assertThat(end).isEqualTo(held.join() ? DeploymentStatus.SUCCEEDED : DeploymentStatus.CANCELLED);
            assertThat(decisions()).hasSize(held.join() ? 1 : 0);
        }
    }

    @Test
    void whoComesAfterTheExpiryIsToldThatNobodyAnswered() {
        String plan = EXPIRING.replace("- approve: Go?", "- approve: Go?\n        id: go");
        world.silentOn("quiesce-healthcheck/do/1#1");

        try (DeploymentBench bench = new DeploymentBench(world).start(plan)) {
            bench.awaitQuestion(1);
            bench.leap(Duration.ofMinutes(15).plusSeconds(1));
            bench.awaitStatus(DeploymentStatus.ROLLING_BACK);
            assertThatThrownBy(() -> bench.decide(click("late", DecisionKind.APPROVE, "q1", "anna")))
                    .rootCause()
                    .hasMessageContaining("Question q1 about step \"go\" is closed: nobody answered it in time");

            assertThat(bench.end()).isEqualTo(DeploymentStatus.CANCELLED);
        }
    }

    private static DecisionRequest click(String id, DecisionKind kind, @Nullable String question, String by) {
        return new DecisionRequest(
                id, kind, new DecisionRequest.Seen(null, question), null, by, Role.RELEASE_MANAGER, "");
    }

    private static CompletableFuture<Void> async(DeploymentBench bench, DecisionRequest click) {
        return CompletableFuture.runAsync(() -> bench.decide(click));
    }

    private static boolean held(CompletableFuture<Void> click) {
        try {
            click.join();
            return true;
        } catch (CompletionException refused) {
            return false;
        }
    }

    private List<EventBody.DecisionMade> decisions() {
        return Stream.of(world.events())
                .flatMap(List::stream)
                .filter(EventBody.DecisionMade.class::isInstance)
                .map(EventBody.DecisionMade.class::cast)
                .toList();
    }
}
