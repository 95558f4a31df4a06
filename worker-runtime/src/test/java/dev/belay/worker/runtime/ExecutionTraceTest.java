package dev.belay.worker.runtime;

import static dev.belay.worker.testing.WorkerBench.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Beat;
import dev.belay.contracts.message.Result;
import dev.belay.contracts.work.MaintenanceWork;
import dev.belay.messaging.trace.TraceContext;
import dev.belay.messaging.trace.Traces;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.WorkerBench;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.MDC;

class ExecutionTraceTest {
    private static final MaintenanceWork WORK = new MaintenanceWork(MaintenanceWork.Switch.ON);
    private static final ExecutionId EXECUTION = ExecutionId.parse("deployment-1/maintenance-on/do/1");
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final TraceContext SENT = new TraceContext("00-" + TRACE_ID + "-00f067aa0ba902b7-01", null);

    @TempDir
    Path directory;

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final Traces traces = new Traces(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .build());
    private final TracedReplies replies = new TracedReplies();

    @Test
    void workGoesOnInTheTraceOfItsCommandAndTheResultCarriesItBack() throws Exception {
        LogReadingHandler handler = new LogReadingHandler();
        try (Executions executions = executions(handler)) {
            executions.recover();

            executions.accept(command(EXECUTION, 1, WORK), SENT);

            Optional<TraceContext> carried = replies.await(EXECUTION);
            SpanData span = exported.getFinishedSpanItems().get(0);
            assertThat(span.getName()).isEqualTo("maintenance");
            assertThat(span.getParentSpanContext().getSpanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(carried).contains(new TraceContext("00-" + TRACE_ID + "-" + span.getSpanId() + "-01", null));
            assertThat(handler.log)
                    .containsEntry("deployment", "deployment-1")
                    .containsEntry("step", "maintenance-on")
                    .containsEntry("execution", EXECUTION.text());
        }
    }

    @Test
    void successorGoesOnInTheTraceThatThePredecessorHasJournalled() throws Exception {
        JournalFixture.writeBegun(directory, command(EXECUTION, 1, WORK), SENT);
        try (Executions executions = executions(new LogReadingHandler())) {
            executions.recover();

            assertThat(replies.await(EXECUTION).flatMap(TraceContext::traceId)).contains(TRACE_ID);
            SpanData span = exported.getFinishedSpanItems().get(0);
            assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
            assertThat(span.getStatus())
                    .isEqualTo(StatusData.create(StatusData.error().getStatusCode(), "INTERRUPTED_WORK"));
        }
    }

    private Executions executions(Handler<?> handler) throws Exception {
        return new Executions(
                "worker@test",
                directory,
                new Handlers(List.of(handler)),
                name -> Environments.environment().build(),
                replies,
                traces,
                Clock.systemUTC(),
                WorkerBench.LIMITS);
    }

    /** Keeps the trace that each result is sent in. */
    private final class TracedReplies implements Replies {
        private final Map<ExecutionId, Optional<TraceContext>> results = new ConcurrentHashMap<>();

        @Override
        public void send(Result result) {
            results.put(result.execution(), traces.current());
        }

        @Override
        public void send(Beat beat) {}

        Optional<TraceContext> await(ExecutionId execution) {
            return org.awaitility.Awaitility.await()
                    .until(
                            () -> exported.getFinishedSpanItems().isEmpty() ? null : results.get(execution),
                            found -> found != null);
        }
    }

    /** Keeps what log lines carry while it works. */
    private static final class LogReadingHandler implements Handler<MaintenanceWork> {
        private volatile Map<String, String> log = Map.of();

        @Override
        public Class<MaintenanceWork> accepts() {
            return MaintenanceWork.class;
        }

        @Override
        public Done handle(MaintenanceWork work, Execution execution) {
            log = MDC.getCopyOfContextMap();
            return Done.with();
        }

        @Override
        public Witnessed witness(MaintenanceWork work, Execution execution) {
            return new Witnessed.WasNotDone("nothing was switched");
        }
    }
}
