package dev.belay.healthcheck;

/** A plan's query that is not one, or that does not answer with one value; the message ends a sentence about it. */
final class UnexpectedAnswer extends RuntimeException {
    UnexpectedAnswer(String message) {
        super(message);
    }
}
