package dev.belay.healthcheck.query;

/** A plan's query that is not one, or that does not answer with one value; the message ends a sentence about it. */
public final class UnexpectedAnswer extends RuntimeException {
    public UnexpectedAnswer(String message) {
        super(message);
    }
}
