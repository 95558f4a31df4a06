package dev.belay.backup.catalogue;

import dev.belay.contracts.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Room on the worker's own disks. */
public final class DiskSpace {
    private DiskSpace() {}

    /** @param purpose what needs the room, as in "the dump" */
    public static void require(Path directory, long bytes, String purpose) throws IOException {
        long free = Files.getFileStore(directory).getUsableSpace();
        if (free < bytes) {
            throw new WorkFailed(
                    FailureCode.DISK_FULL,
                    Readable.bytes(free) + " are free at " + directory + "; " + purpose + " needs at least "
                            + Readable.bytes(bytes) + ".",
                    "Make room there, or move the backup directory of the environment file, then retry.");
        }
    }
}
