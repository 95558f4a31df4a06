package dev.belay.contracts.message;

import dev.belay.contracts.WorkerKind;

/** The names of Belay's Kafka topics. */
public final class Topics {
    /** What happened in deployments, ordered within each, kept for ever. */
    public static final String DEPLOYMENT_EVENTS = "belay.deployment-events";

    /** What workers publish of their environments; compacted, keyed by environment and worker. */
    public static final String MANIFESTS = "belay.manifests";

    private Topics() {}

    /** The pool of a topic that belongs to one, which is the last word of its name. */
    public static String pool(String topic) {
        return topic.substring(topic.lastIndexOf('.') + 1);
    }

    /** Commands to one kind of worker of a pool, keyed by environment. */
    public static String commands(String pool, WorkerKind worker) {
        return "belay.commands." + pool + "." + worker.label();
    }

    /** Cancellations, read by every worker of a pool. */
    public static String control(String pool) {
        return "belay.control." + pool;
    }

    /** Results of executions, keyed by execution. */
    public static String results(String pool) {
        return "belay.results." + pool;
    }

    /** Beats of executions that are queued or running, keyed by execution. */
    public static String beats(String pool) {
        return "belay.beats." + pool;
    }

    /** Messages that could not be read, with the reason in their headers. */
    public static String deadLetters(String pool) {
        return "belay.dead-letters." + pool;
    }
}
