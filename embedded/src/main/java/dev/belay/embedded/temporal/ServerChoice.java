package dev.belay.embedded.temporal;

/** Which Temporal server to run. */
public enum ServerChoice {
    /** The temporal program where it is installed, else the server in this JVM. */
    PROGRAM_IF_INSTALLED,
    /** The temporal program; its absence is an error. */
    PROGRAM,
    /** The server in this JVM, whose workflows end with it. */
    IN_JVM
}
