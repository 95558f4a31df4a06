package dev.belay.contracts.message;

/** Message headers that stand beside the body, so that a message with an unreadable body can still be answered. */
public final class Headers {
    public static final String EXECUTION = "belay-execution";
    public static final String LEASE = "belay-lease";
    /** Base64 of the Temporal task token that completes the activity behind a lease. */
    public static final String TASK_TOKEN = "belay-task-token";
    /** The W3C trace context of the deployment, as CloudEvents' extension for distributed tracing names it. */
    public static final String TRACE_PARENT = "ce_traceparent";

    public static final String TRACE_STATE = "ce_tracestate";
    /** On dead letters: why the message could not be read. */
    public static final String REASON = "belay-reason";
    /** On dead letters: the topic that the message came from. */
    public static final String ORIGIN = "belay-origin";

    private Headers() {}
}
