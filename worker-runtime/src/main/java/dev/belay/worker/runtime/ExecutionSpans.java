package dev.belay.worker.runtime;

import dev.belay.contracts.message.Result;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.work.Work;
import dev.belay.messaging.trace.TraceScope;
import dev.belay.messaging.trace.Traces;
import java.util.Locale;

/** Where the work of an execution stands in its deployment's trace; log lines name the execution meanwhile. */
record ExecutionSpans(Traces traces, String worker) {
    /** Does the work in a span of its own, which then tells how the execution ended. */
    void around(Tracked one, Runnable work) {
        String name = Work.kind(one.command.work().getClass());
        try (TraceScope span = traces.taking(name, one.trace, one.command.execution())) {
            span.tag("belay.worker", worker);
            work.run();
            one.result().ifPresent(result -> tell(span, result));
        }
    }

    /** Goes on in the trace of the command, without a span. */
    TraceScope within(Tracked one) {
        return traces.within(one.trace, one.command.execution());
    }

    private static void tell(TraceScope span, Result result) {
        span.tag("belay.outcome", result.outcome().name().toLowerCase(Locale.ROOT));
        Failure failure = result.failure();
        if (failure != null) {
            span.failed(failure.code().name());
        }
    }
}
