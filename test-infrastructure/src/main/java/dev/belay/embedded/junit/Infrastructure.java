package dev.belay.embedded.junit;

/** A server that tests can ask for. */
public enum Infrastructure {
    POSTGRES,
    KAFKA,
    TEMPORAL
}
