package dev.belay.embedded.machine;

/** What is done when the JVM ends without having closed a server. */
public final class ShutdownHook {
    private ShutdownHook() {}

    public static void add(Thread hook) {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Takes the hook back; without effect where the JVM is ending already. */
    public static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            return;
        }
    }
}
