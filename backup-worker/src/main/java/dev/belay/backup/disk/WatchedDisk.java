package dev.belay.backup.disk;

import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Work that fills a disk of ours through programs, ended before that disk is full. */
public final class WatchedDisk {
    private static final long EVERY_MILLIS = 250;

    private final DiskWatch disk;
    private final String soFar;

    /** @param soFar how far the work had come, for people, as in "the test restore was running" */
    public WatchedDisk(DiskWatch disk, String soFar) {
        this.disk = disk;
        this.soFar = soFar;
    }

    /** What is watched. */
    public interface Filling<T> {
        T run(Execution endable) throws InterruptedException;
    }

    public <T> T run(Filling<T> filling, Execution execution) throws InterruptedException {
        EndableExecution endable = new EndableExecution(execution);
        AtomicReference<@Nullable WorkFailed> full = new AtomicReference<>();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "disk-watch");
            thread.setDaemon(true);
            return thread;
        });
        var looking = watch.scheduleWithFixedDelay(
                () -> look(endable, full), EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        try {
            return filling.run(endable);
        } catch (InterruptedException ended) {
            WorkFailed why = full.get();
            if (why != null) {
                throw why;
            }
            throw ended;
        } finally {
            looking.cancel(false);
            watch.shutdownNow();
        }
    }

    private void look(EndableExecution endable, AtomicReference<@Nullable WorkFailed> full) {
        try {
            disk.look(soFar);
        } catch (WorkFailed low) {
            full.set(low);
            endable.end();
        } catch (IOException unreadable) {
            // A disk that cannot be asked is not known to be full; the restore itself will say what is wrong.
        }
    }
}
