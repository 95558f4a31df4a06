package dev.belay.orchestrator.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.Role;
import dev.belay.contracts.StepId;
import dev.belay.contracts.event.DecisionKind;
import dev.belay.contracts.event.DeploymentEvent;
import dev.belay.contracts.event.EventBody;
import dev.belay.contracts.message.Cancellation;
import dev.belay.contracts.message.Result;
import dev.belay.orchestrator.workflow.decision.Decisions;
import dev.belay.orchestrator.workflow.decision.Question;
import dev.belay.orchestrator.workflow.event.EventLog;
import dev.belay.orchestrator.workflow.request.DecisionRequest;
import dev.belay.orchestrator.workflow.request.DeploymentActivities;
import dev.belay.orchestrator.workflow.request.DispatchRequest;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Steps that run at once may both need a person; the second one waits for its turn. */
class TwoAskersTest {
    private final List<EventBody> events = new CopyOnWriteArrayList<>();

    @Test
    void theSecondQuestionIsAskedWhenTheFirstIsAnswered() {
        try (TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance()) {
            Worker worker = environment.newWorker("askers");
            worker.registerWorkflowImplementationTypes(TwoAskers.class);
            worker.registerActivitiesImplementations(new Published());
            environment.start();
            WorkflowStub stub = environment
                    .getWorkflowClient()
                    .newUntypedWorkflowStub(
                            "Asking",
                            WorkflowOptions.newBuilder().setTaskQueue("askers").build());
            stub.start();

            Awaitility.await().until(() -> questions().size() == 1);
            stub.update("decide", Void.class, click("1", "q1"));
            Awaitility.await().until(() -> questions().size() == 2);
            stub.update("decide", Void.class, click("2", "q2"));

            assertThat(stub.getResult(String.class)).isEqualTo("left: 1, right: 2");
        }
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsSubsequence("DecisionNeeded", "DecisionMade", "DecisionNeeded", "DecisionMade");
    }

    private List<EventBody> questions() {
        return events.stream()
                .filter(EventBody.DecisionNeeded.class::isInstance)
                .toList();
    }

    private static DecisionRequest click(String id, String question) {
        return new DecisionRequest(
                id,
                DecisionKind.RETRY,
                new DecisionRequest.Seen(null, question),
                null,
                "anna",
                Role.RELEASE_MANAGER,
                "");
    }

    /** Two steps at once, as far as questions are concerned. */
    @WorkflowInterface
    public interface Asking {
        @WorkflowMethod
        String run();

        @UpdateMethod
        void decide(DecisionRequest decision);

        @UpdateValidatorMethod(updateName = "decide")
        void validateDecide(DecisionRequest decision);
    }

    /** Asks from two threads. */
    public static final class TwoAskers implements Asking {
        private final EventLog events = new EventLog(
                new DeploymentId("two-askers"),
                io.temporal.workflow.Workflow.newActivityStub(
                        DeploymentActivities.class,
                        io.temporal.activity.ActivityOptions.newBuilder()
                                .setStartToCloseTimeout(java.time.Duration.ofSeconds(10))
                                .build()));
        private final Decisions decisions = new Decisions(events, "olga");

        @Override
        public String run() {
            events.open();
            Promise<String> left = Async.function(this::ask, "left");
            Promise<String> right = Async.function(this::ask, "right");
            String both = left.get() + ", " + right.get();
            events.flush();
            return both;
        }

        private String ask(String step) {
            return step + ": "
                    + decisions
                            .ask(Question.ofTrouble(new StepId(step), step + "?", DecisionKind.RETRY))
                            .orElseThrow()
                            .id();
        }

        @Override
        public void decide(DecisionRequest decision) {
            decisions.take(decision);
        }

        @Override
        public void validateDecide(DecisionRequest decision) {
            decisions.validate(decision);
        }
    }

    private final class Published implements DeploymentActivities {
        @Override
        public Result dispatch(DispatchRequest request) {
            throw new AssertionError("nothing is dispatched here: " + request);
        }

        @Override
        public void publish(List<DeploymentEvent> batch) {
            batch.forEach(event -> events.add(event.body()));
        }

        @Override
        public void cancel(String pool, Cancellation cancellation) {
            throw new AssertionError("nothing is cancelled here: " + cancellation);
        }
    }
}
