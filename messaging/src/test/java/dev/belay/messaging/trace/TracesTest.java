package dev.belay.messaging.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.Direction;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.StepId;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracesTest {
    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN_ID = "00f067aa0ba902b7";
    private static final TraceContext PARENT =
            new TraceContext("00-" + TRACE_ID + "-" + SPAN_ID + "-01", "vendor=opaque");
    private static final ExecutionId EXECUTION =
            new ExecutionId(new DeploymentId("260301-020000-k3xq"), new StepId("migrate"), Direction.DO, 1);

    private final InMemorySpanExporter exported = InMemorySpanExporter.create();
    private final Traces traces = new Traces(OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exported))
                    .build())
            .build());

    @Test
    void goesOnInTheTraceThatAMessageCarries() {
        try (TraceScope scope = traces.within(PARENT)) {
            assertThat(traces.current()).contains(PARENT);
        }

        assertThat(traces.current()).isEmpty();
        assertThat(exported.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void staysWhereItIsWithoutATraceToGoOnIn() {
        try (TraceScope scope = traces.within(PARENT);
                TraceScope inner = traces.within(null)) {
            assertThat(traces.current()).contains(PARENT);
        }
    }

    @Test
    void whatIsTakenHasASpanBelowTheSendersThatNamesItsExecution() {
        TraceContext within;
        try (TraceScope span = traces.taking("migrate", PARENT, EXECUTION)) {
            span.tag("belay.outcome", "succeeded");
            within = traces.current().orElseThrow();
        }

        SpanData span = exported.getFinishedSpanItems().get(0);
        assertThat(span.getTraceId()).isEqualTo(TRACE_ID);
        assertThat(span.getParentSpanId()).isEqualTo(SPAN_ID);
        assertThat(within)
                .isEqualTo(new TraceContext("00-" + TRACE_ID + "-" + span.getSpanId() + "-01", "vendor=opaque"));
        Map<String, Object> said = new TreeMap<>();
        span.getAttributes().forEach((key, value) -> said.put(key.getKey(), value));
        assertThat(said)
                .containsOnly(
                        Map.entry("belay.deployment", "260301-020000-k3xq"),
                        Map.entry("belay.step", "migrate"),
                        Map.entry("belay.execution", "260301-020000-k3xq/migrate/do/1"),
                        Map.entry("belay.outcome", "succeeded"));
    }

    @Test
    void beginsATraceOfItsOwnWhereTheSendersCannotBeRead() {
        try (TraceScope span = traces.taking("migrate", new TraceContext("something else", null), EXECUTION)) {
            assertThat(traces.current()).isPresent();
        }

        assertThat(exported.getFinishedSpanItems().get(0).getParentSpanContext().isValid())
                .isFalse();
    }

    @Test
    void logLinesNameTheExecutionAsLongAsItIsAtHand() {
        MDC.put(LogContext.STEP, "outer");
        try (TraceScope span = traces.sending("dispatch migration", PARENT, EXECUTION)) {
            assertThat(MDC.getCopyOfContextMap())
                    .containsEntry(LogContext.DEPLOYMENT, "260301-020000-k3xq")
                    .containsEntry(LogContext.STEP, "migrate")
                    .containsEntry(LogContext.EXECUTION, "260301-020000-k3xq/migrate/do/1");
        }

        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of(LogContext.STEP, "outer"));
        MDC.clear();
    }

    @Test
    void carriesATraceOnWhereNothingRecordsIt() {
        Traces none = Traces.none();

        try (TraceScope span = none.taking("migrate", PARENT, EXECUTION)) {
            assertThat(none.current()).contains(PARENT);
        }
    }
}
