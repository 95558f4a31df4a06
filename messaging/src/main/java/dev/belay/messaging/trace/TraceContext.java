package dev.belay.messaging.trace;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The point of a trace that something else continues, as W3C writes it.
 *
 * @param parent the header {@code traceparent}
 * @param state the header {@code tracestate}; absent where a trace has none
 */
public record TraceContext(String parent, @Nullable String state) {
    private static final int TRACE_ID = 1;

    /** The id of the whole trace, as log lines show it; empty where the parent is of no form that is known. */
    public Optional<String> traceId() {
        String[] parts = parent.split("-", -1);
        return parts.length > TRACE_ID ? Optional.of(parts[TRACE_ID]) : Optional.empty();
    }

    /** Empty where there is no parent; a state means nothing without one. */
    public static Optional<TraceContext> of(@Nullable String parent, @Nullable String state) {
        return Optional.ofNullable(parent).filter(text -> !text.isBlank()).map(text -> new TraceContext(text, state));
    }
}
