package dev.belay.cli.api;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Closes a stream on which nothing has come for too long, since a dead connection can look alive for hours. */
final class Silence implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "belay-stream-silence");
        thread.setDaemon(true);
        return thread;
    });
    private final InputStream stream;
    private final long allowed;
    private volatile long lastHeard = System.nanoTime();

    Silence(InputStream stream, Duration allowed) {
        this.stream = stream;
        this.allowed = allowed.toNanos();
        long every = Math.max(1, allowed.toMillis() / 4);
        clock.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    /** Something was heard. */
    void broken() {
        lastHeard = System.nanoTime();
    }

    private void look() {
        if (System.nanoTime() - lastHeard > allowed) {
            try {
                stream.close();
            } catch (IOException ignored) {
                // the reader notices in any case
            }
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
