package dev.belay.examples.production;

/** A production system could not be laid out, started or looked at; the message says what to do. */
public final class ProductionFailed extends RuntimeException {
    public ProductionFailed(String message) {
        super(message);
    }

    public ProductionFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
