package dev.belay.messaging.trace;

import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.ExecutionId;
import dev.belay.contracts.message.Headers;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Continues the trace of a deployment wherever its work goes on: in another service, or after a restart.
 *
 * <p>Every span begins and ends on one thread. A deployment takes longer than a process may live, so no span stays open
 * over it; what it was started with is the parent of all.
 */
public final class Traces {
    /** On every span of a deployment; a span without it is of no deployment and is not exported. */
    public static final String DEPLOYMENT = "belay.deployment";

    private static final String STEP = "belay.step";
    private static final String EXECUTION = "belay.execution";
    private static final String PARENT = Headers.TRACE_PARENT.substring("ce_".length());
    private static final String STATE = Headers.TRACE_STATE.substring("ce_".length());
    private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();

    private final Tracer tracer;

    public Traces(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.belay");
    }

    /** Carries traces on, and makes no spans of its own. */
    public static Traces none() {
        return new Traces(OpenTelemetry.noop());
    }

    /** Where this thread stands in a trace. */
    public Optional<TraceContext> current() {
        Map<String, String> headers = new HashMap<>();
        W3C.inject(Context.current(), headers, (carrier, key, value) -> {
            if (carrier != null) {
                carrier.put(key, value);
            }
        });
        return TraceContext.of(headers.get(PARENT), headers.get(STATE));
    }

    /** Says of the span that this thread is in, which deployment it belongs to. */
    public void belongsTo(DeploymentId deployment) {
        Span.current().setAttribute(DEPLOYMENT, deployment.text());
    }

    /** This thread goes on in the given trace; one that is absent leaves it where it is. */
    public TraceScope within(@Nullable TraceContext parent) {
        return TraceScope.of(parent == null ? Context.current() : context(parent));
    }

    /** As {@link #within(TraceContext)}, and log lines name the execution. */
    public TraceScope within(@Nullable TraceContext parent, ExecutionId execution) {
        return within(parent).with(LogContext.of(execution));
    }

    /** Begins a span that sends the execution to somebody else. */
    public TraceScope sending(String name, @Nullable TraceContext parent, ExecutionId execution) {
        return span(name, SpanKind.PRODUCER, parent, execution);
    }

    /**
     * Begins a span that takes what somebody else has sent of the execution.
     *
     * @param parent where it was sent; absent where this thread is in that trace already
     */
    public TraceScope taking(String name, @Nullable TraceContext parent, ExecutionId execution) {
        return span(name, SpanKind.CONSUMER, parent, execution);
    }

    /** Begins a span that tells somebody what happened in the deployment. */
    public TraceScope telling(String name, @Nullable TraceContext parent, DeploymentId deployment) {
        Span span = tracer.spanBuilder(name)
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(parent == null ? Context.current() : context(parent))
                .setAttribute(DEPLOYMENT, deployment.text())
                .startSpan();
        return TraceScope.of(span).with(LogContext.of(deployment));
    }

    private TraceScope span(String name, SpanKind kind, @Nullable TraceContext parent, ExecutionId execution) {
        Span span = tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(parent == null ? Context.current() : context(parent))
                .setAttribute(DEPLOYMENT, execution.deployment().text())
                .setAttribute(STEP, execution.step().text())
                .setAttribute(EXECUTION, execution.text())
                .startSpan();
        return TraceScope.of(span).with(LogContext.of(execution));
    }

    private static Context context(TraceContext parent) {
        Map<String, String> headers = new HashMap<>();
        headers.put(PARENT, parent.parent());
        String state = parent.state();
        if (state != null) {
            headers.put(STATE, state);
        }
        return W3C.extract(Context.root(), headers, new OfMap());
    }

    private static final class OfMap implements TextMapGetter<Map<String, String>> {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return headers.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String key) {
            return headers == null ? null : headers.get(key);
        }
    }
}
