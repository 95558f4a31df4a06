package dev.belay.orchestrator.dispatch;

import dev.belay.messaging.trace.TraceContext;
import dev.belay.messaging.trace.Traces;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Carries a deployment's trace through Temporal: from who starts the workflow to each of its activities.
 *
 * <p>The workflow itself neither reads it nor makes spans, so a replay is as the first run. A header is there even where
 * there is no trace, so that a thread that has served another deployment is always told.
 */
final class CarriedTrace implements ContextPropagator {
    private static final String PARENT = "belay-traceparent";
    private static final String STATE = "belay-tracestate";
    /** As Spring Boot names it in log lines. */
    private static final String TRACE_ID = "traceId";

    private static final Carried NOTHING = new Carried(null);

    private final Traces traces;
    private final ThreadLocal<Carried> carried = new ThreadLocal<>();

    CarriedTrace(Traces traces) {
        this.traces = traces;
    }

    /** What a thread of Temporal's has been handed; on other threads there is nothing. */
    private record Carried(@Nullable TraceContext trace) {}

    /** The trace of the deployment that this activity works for. */
    @Nullable
    TraceContext trace() {
        Carried here = carried.get();
        return here == null ? null : here.trace();
    }

    @Override
    public String getName() {
        return "belay-trace";
    }

    /** Within Temporal what was carried here, and where a workflow is started the trace of the thread that starts it. */
    @Override
    public Object getCurrentContext() {
        Carried here = carried.get();
        return here == null ? new Carried(traces.current().orElse(null)) : here;
    }

    @Override
    public void setCurrentContext(@Nullable Object context) {
        Carried handed = context instanceof Carried known ? known : NOTHING;
        carried.set(handed);
        Optional.ofNullable(handed.trace())
                .flatMap(TraceContext::traceId)
                .ifPresentOrElse(id -> MDC.put(TRACE_ID, id), () -> MDC.remove(TRACE_ID));
    }

    @Override
    public Map<String, Payload> serializeContext(@Nullable Object context) {
        TraceContext trace = context instanceof Carried handed ? handed.trace() : null;
        Map<String, Payload> header = new HashMap<>();
        header.put(PARENT, payload(trace == null ? "" : trace.parent()));
        String state = trace == null ? null : trace.state();
        if (state != null) {
            header.put(STATE, payload(state));
        }
        return header;
    }

    @Override
    public Object deserializeContext(Map<String, Payload> header) {
        return new Carried(TraceContext.of(text(header.get(PARENT)), text(header.get(STATE)))
                .orElse(null));
    }

    private static Payload payload(String text) {
        return DefaultDataConverter.STANDARD_INSTANCE.toPayload(text).orElseThrow();
    }

    private static @Nullable String text(@Nullable Payload payload) {
        return payload == null
                ? null
                : DefaultDataConverter.STANDARD_INSTANCE.fromPayload(payload, String.class, String.class);
    }
}
