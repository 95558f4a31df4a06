package dev.belay.worker.failure;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;

/** Work that did not succeed, with the failure that people will read. */
public final class WorkFailed extends RuntimeException {
    private final transient Failure failure;

    public WorkFailed(Failure failure) {
        super(failure.message());
        this.failure = failure;
    }

    public WorkFailed(FailureCode code, String message, String next) {
        this(new Failure(code, message, next));
    }

    public Failure failure() {
        return failure;
    }
}
