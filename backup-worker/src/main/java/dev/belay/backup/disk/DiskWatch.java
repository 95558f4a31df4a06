package dev.belay.backup.disk;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.BackupSettings;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.Path;

/** Stops what writes to a disk before that disk is full: others live on it too. */
public final class DiskWatch {
    private static final long STEP = 8_000_000;

    private final Path directory;
    private final long reserve;
    private final Room room;
    private long lookedAt = -STEP;

    /** How many bytes are free. */
    interface Room {
        long free() throws IOException;
    }

    DiskWatch(Path directory, long reserve, Room room) {
        this.directory = directory;
        this.reserve = reserve;
        this.room = room;
    }

    public static DiskWatch of(BackupSettings settings, Path directory) {
        return new DiskWatch(directory, settings.reserve(), () -> DiskSpace.free(directory));
    }

    /** Fails where what is needed would take from the reserve. */
    public void require(DiskNeed need) throws IOException {
        long free = room.free();
        if (free < need.bytes() + reserve) {
            throw new WorkFailed(
                    FailureCode.DISK_FULL,
                    Readable.bytes(free) + " are free at " + directory + "; the backup needs about "
                            + Readable.bytes(need.bytes()) + " (" + String.join(", ", need.parts()) + "), and "
                            + Readable.bytes(reserve) + " are to stay free.",
                    "Make room there, keep fewer backups, or move \"backups.directory\"; how much stays free is"
                            + " \"backups.reserve\" of the environment file.");
        }
    }

    /**
     * Looks again where enough has been written since the last time.
     *
     * @param writing what is written, as in "the dump"
     */
    public void written(long bytes, String writing) throws IOException {
        if (bytes - lookedAt >= STEP) {
            lookedAt = bytes;
            look(Readable.bytes(bytes) + " of " + writing + " had been written");
        }
    }

    /** @param soFar how far the work had come, for people */
    public void look(String soFar) throws IOException {
        long free = room.free();
        if (free < reserve) {
            throw new WorkFailed(
                    FailureCode.DISK_FULL,
                    "Stopped before the disk was full: " + Readable.bytes(free) + " are free at " + directory + ", and "
                            + Readable.bytes(reserve) + " are to stay free; " + soFar + ".",
                    "What was half-written is removed. Make room there, then retry; how much stays free is"
                            + " \"backups.reserve\" of the environment file.");
        }
    }
}
