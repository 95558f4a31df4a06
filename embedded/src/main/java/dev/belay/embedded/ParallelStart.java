package dev.belay.embedded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts servers side by side; stops those that came up in the reverse order in which they were begun. */
final class ParallelStart implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ParallelStart.class);

    /** A server that is coming up. */
    record Starting<T extends AutoCloseable>(String name, CompletableFuture<T> future) {
        T server() {
            return future.join();
        }

        void stop() {
            try {
                future.join().close();
            } catch (CompletionException neverStarted) {
                log.trace("{} never started", name, neverStarted);
            } catch (Exception e) {
                log.error("{} did not stop cleanly", name, e);
            }
        }
    }

    private final List<Starting<?>> servers = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    <T extends AutoCloseable> Starting<T> begin(String name, Supplier<T> start) {
        Starting<T> starting = new Starting<>(name, CompletableFuture.supplyAsync(start, threads));
        servers.add(starting);
        return starting;
    }

    /** Returns when all are up; fails, naming each that is not, when all have come to an end. */
    void awaitAll() {
        IllegalStateException failure = new IllegalStateException("The embedded servers did not start");
        for (Starting<?> server : servers) {
            try {
                server.server();
            } catch (CompletionException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                failure.addSuppressed(
                        new IllegalStateException(server.name() + " did not start: " + cause.getMessage(), cause));
            }
        }
        threads.shutdown();
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }

    @Override
    public void close() {
        threads.shutdown();
        List<Starting<?>> lastFirst = new ArrayList<>(servers);
        Collections.reverse(lastFirst);
        lastFirst.forEach(Starting::stop);
    }
}
