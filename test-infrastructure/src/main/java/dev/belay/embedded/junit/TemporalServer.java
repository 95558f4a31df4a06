package dev.belay.embedded.junit;

/** The Temporal server of a test run; workflow ids and task queues are shared by all its tests, so each test names its own. */
public final class TemporalServer implements AutoCloseable {
    private final String target;
    private final String namespace;
    private final Runnable stop;

    TemporalServer(String target, String namespace, Runnable stop) {
        this.target = target;
        this.namespace = namespace;
        this.stop = stop;
    }

    /** Host and port. */
    public String target() {
        return target;
    }

    public String namespace() {
        return namespace;
    }

    @Override
    public void close() {
        stop.run();
    }
}
