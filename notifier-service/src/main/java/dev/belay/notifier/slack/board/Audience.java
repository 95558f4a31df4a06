package dev.belay.notifier.slack.board;

/** Who is to notice a message in a deployment's thread. */
public enum Audience {
    /** Whoever follows the thread. */
    THREAD,
    /** Everybody in the channel, to which it is sent back. */
    CHANNEL,
    /** Everybody in the channel, and whoever has to act is mentioned. */
    MENTIONED
}
