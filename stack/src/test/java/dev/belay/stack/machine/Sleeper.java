package dev.belay.stack.machine;

/** A program that says a word and then waits to be ended. */
public final class Sleeper {
    private Sleeper() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.out.println(arguments[0] + " from " + ProcessHandle.current().pid());
        Thread.currentThread().join();
    }
}
