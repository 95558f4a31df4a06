package dev.belay.backup.sealing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** Copies a stream to its end in a thread of its own. */
final class StreamCopy {
    private final FutureTask<Long> task;

    private StreamCopy(FutureTask<Long> task) {
        this.task = task;
    }

    static StreamCopy begin(InputStream from, OutputStream to, String name) {
        FutureTask<Long> task = new FutureTask<>(() -> from.transferTo(to));
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return new StreamCopy(task);
    }

    void await() throws IOException {
        try {
            task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof IOException broken
                    ? broken
                    : new IOException("A stream could not be copied", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a stream was copied", interrupted);
        }
    }
}
