package dev.belay.stack;

import dev.belay.embedded.machine.ShutdownHook;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Ctrl-C for work that leaves something to clean up: it is told to end, and the process waits until it has. */
public final class Interruption {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch done = new CountDownLatch(1);
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();
    private volatile boolean requested;

    private Interruption() {}

    /** An end that is no longer needed once this is closed. */
    public interface End extends AutoCloseable {
        @Override
        void close();
    }

    /** Runs the work, which must end soon once its thread is interrupted. */
    public static <T> T awaited(Function<Interruption, T> work) {
        Interruption interruption = new Interruption();
        Thread hook = new Thread(interruption::request, "belay-interrupted");
        ShutdownHook.add(hook);
        try {
            return work.apply(interruption);
        } finally {
            interruption.done.countDown();
            ShutdownHook.remove(hook);
        }
    }

    /** Whether the work is to end; some of what it calls may have swallowed the interrupt. */
    public boolean requested() {
        return requested;
    }

    /** Names what ends the work while it waits for something that no interrupt reaches. */
    public End by(Runnable end) {
        ends.add(end);
        return () -> ends.remove(end);
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

    private void request() {
        requested = true;
        worker.interrupt();
        ends.forEach(Runnable::run);
        try {
            if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("Not everything could be ended; see what still runs with ./belay down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
