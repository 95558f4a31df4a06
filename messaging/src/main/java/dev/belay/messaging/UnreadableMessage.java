package dev.belay.messaging;

/** A message whose body or type this version cannot read. */
public final class UnreadableMessage extends RuntimeException {
    public UnreadableMessage(String why) {
        super(why);
    }
}
