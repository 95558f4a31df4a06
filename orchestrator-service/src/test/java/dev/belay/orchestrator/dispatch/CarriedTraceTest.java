package dev.belay.orchestrator.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.messaging.trace.TraceContext;
import dev.belay.messaging.trace.TraceScope;
import dev.belay.messaging.trace.Traces;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CarriedTraceTest {
    private static final TraceContext ONE =
            new TraceContext("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "vendor=opaque");
    private static final TraceContext OTHER =
            new TraceContext("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", null);

    private final Traces traces = Traces.none();
    private final CarriedTrace carried = new CarriedTrace(traces);
    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setContextPropagators(List.of(carried))
                            .build())
                    .build());

    CarriedTraceTest() {
        Worker worker = temporal.newWorker(
                "traced",
                WorkerOptions.newBuilder()
                        .setMaxConcurrentActivityExecutionSize(1)
                        .build());
        worker.registerWorkflowImplementationTypes(TwiceAskedWorkflow.class);
        worker.registerActivitiesImplementations((Look) () -> String.valueOf(carried.trace()));
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void reachesTheActivitiesOfEveryThreadOfTheWorkflow() {
        try (TraceScope scope = traces.within(ONE)) {
            assertThat(run()).containsExactly(ONE.toString(), ONE.toString());
        }
    }

    @Test
    void workflowWithoutATraceGetsNoneThatAnotherHasLeftOnItsThreads() {
        try (TraceScope scope = traces.within(ONE)) {
            run();
        }
        assertThat(run()).containsExactly("null", "null");
        try (TraceScope scope = traces.within(OTHER)) {
            assertThat(run()).containsExactly(OTHER.toString(), OTHER.toString());
        }
    }

    @Test
    void tellsAnActivityEvenThatThereIsNoTrace() {
        assertThat(carried.serializeContext(carried.getCurrentContext())).isNotEmpty();
    }

    private List<String> run() {
        WorkflowClient client = temporal.getWorkflowClient();
        return client.newWorkflowStub(
                        TwiceAsked.class,
                        WorkflowOptions.newBuilder().setTaskQueue("traced").build())
                .ask();
    }

    /** Asks in the workflow's first thread and in one of its others. */
    @WorkflowInterface
    public interface TwiceAsked {
        @WorkflowMethod
        List<String> ask();
    }

    /** Says which trace it sees. */
    @ActivityInterface
    public interface Look {
        String look();
    }

    public static final class TwiceAskedWorkflow implements TwiceAsked {
        private final Look activity = Workflow.newActivityStub(
                Look.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .build());

        @Override
        public List<String> ask() {
            String first = activity.look();
            return List.of(first, Async.function(() -> activity.look()).get());
        }
    }
}
