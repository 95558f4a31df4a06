package dev.belay.stack;

import dev.belay.embedded.machine.ShutdownHook;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Ctrl-C for work that leaves something to clean up: its thread is interrupted, and the process waits until it is done. */
public final class Interruption {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Interruption() {}

    /** Runs the work, which must end soon once its thread is interrupted. */
    public static <T> T awaited(Supplier<T> work) {
        Thread worker = Thread.currentThread();
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    worker.interrupt();
                    await(done);
                },
                "belay-interrupted");
        ShutdownHook.add(hook);
        try {
            return work.get();
        } finally {
            done.countDown();
            ShutdownHook.remove(hook);
        }
    }

    /** Runs what must be done whole, whether the thread is interrupted or not. */
    public static void deferred(Runnable cleaning) {
        boolean interrupted = Thread.interrupted();
        try {
            cleaning.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void await(CountDownLatch done) {
        try {
            if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("Not everything could be cleaned up; see what still runs with ./belay down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
