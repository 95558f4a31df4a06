package dev.belay.worker.environment;

import dev.belay.contracts.Failure;

/** An environment that no usable file describes, with the failure that people will read. */
public final class EnvironmentUnavailable extends RuntimeException {
    private final transient Failure failure;

    EnvironmentUnavailable(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
