package dev.belay.messaging.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** This thread's place in a trace until it is closed; the span, where one was begun for it, ends with it. */
public final class TraceScope implements AutoCloseable {
    private final Span span;
    private final Scope scope;
    private @Nullable LogContext log;

    @SuppressWarnings("MustBeClosedChecker") // this closes with it
    private TraceScope(Span span, Context context) {
        this.span = span;
        this.scope = context.makeCurrent();
    }

    static TraceScope of(Context context) {
        return new TraceScope(Span.getInvalid(), context);
    }

    static TraceScope of(Span span) {
        return new TraceScope(span, Context.current().with(span));
    }

    TraceScope with(LogContext context) {
        log = context;
        return this;
    }

    /** Says more of the span. */
    public TraceScope tag(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    /** The span tells of something that did not succeed. */
    public void failed(String why) {
        span.setStatus(StatusCode.ERROR, why);
    }

    @Override
    public void close() {
        if (log != null) {
            log.close();
        }
        scope.close();
        span.end();
    }
}
