package dev.belay.stack;

/** The stack cannot do what was asked; the message is for its user. */
public final class StackFailed extends RuntimeException {
    public StackFailed(String message) {
        super(message);
    }

    public StackFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
