package dev.belay.backup.disk;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Room on the worker's own disks. */
public final class DiskSpace {
    /** As the operating system says it; in other languages the room that is left tells. */
    private static final List<String> FULL = List.of("no space left", "disk quota exceeded", "file too large");

    private static final long NOTHING_LEFT = 1 << 16;

    private DiskSpace() {}

    public static long free(Path directory) throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
    }

    /** @param purpose what needs the room, as in "the dump" */
    public static void require(Path directory, long bytes, String purpose) throws IOException {
        long free = free(directory);
        if (free < bytes) {
            throw new WorkFailed(
                    FailureCode.DISK_FULL,
                    Readable.bytes(free) + " are free at " + directory + "; " + purpose + " needs at least "
                            + Readable.bytes(bytes) + ".",
                    "Make room there, or move the backup directory of the environment file, then retry.");
        }
    }

    /**
     * A failure to write as people should read it.
     *
     * @param writing what was written, as in "the dump"
     * @return the failure itself where the disk is not the reason
     */
    public static IOException named(IOException failed, Path file, String writing) throws IOException {
        String said = String.valueOf(failed.getMessage()).toLowerCase(Locale.ROOT);
        if (FULL.stream().noneMatch(said::contains)
                && free(file.toAbsolutePath().resolveSibling("")) > NOTHING_LEFT) {
            return failed;
        }
        throw full(file, Files.exists(file) ? Files.size(file) : 0, writing, String.valueOf(failed.getMessage()));
    }

    /** Fails where a program that wrote into a directory has failed, and that directory's disk has no room left. */
    public static void requireRoomAfter(String said, Path directory, String writing) throws IOException {
        if (free(directory) <= NOTHING_LEFT) {
            long written = 0;
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    written += Files.size(file);
                }
            }
            throw full(directory, written, writing, said);
        }
    }

    private static WorkFailed full(Path where, long written, String writing, String said) {
        return new WorkFailed(
                FailureCode.DISK_FULL,
                "The disk filled up at " + where + " after " + Readable.bytes(written) + " of " + writing + ": " + said
                        + ".",
                "Make room there, then retry. What was half-written is removed.");
    }
}
