package dev.belay.notifier;

/** A way to reach people. */
interface Channel {

    /** Names this channel in what is kept on disk. */
    String name();

    /**
     * Returns when the notice is delivered, or given up for a reason that will not pass and that the log names.
     *
     * @throws NotDeliveredYet when it is worth trying again
     */
    void deliver(Notice notice);

    /** Lets go of what it holds. */
    void close();
}
