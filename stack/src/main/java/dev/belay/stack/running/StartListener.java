package dev.belay.stack.running;

/** Is told how a start goes. */
public interface StartListener {
    /** A part is up. */
    void ready(String part, String where);

    /** Something that a person should know. */
    void note(String sentence);
}
