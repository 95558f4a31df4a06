package dev.belay.examples.production.observation;

/** The system could not be looked at. */
public final class ObservationFailedException extends RuntimeException {
    public ObservationFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
