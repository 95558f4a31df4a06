package dev.belay.contracts.check;

/**
 * What a place in a JSON document must be.
 *
 * @param path in JSONPath
 */
public record JsonExpectation(String path, Subject subject, Expectation expectation) {
    /** What of the place is judged. */
    public enum Subject {
        VALUE,
        LENGTH
    }
}
