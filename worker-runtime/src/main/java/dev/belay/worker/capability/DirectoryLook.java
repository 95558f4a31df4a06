package dev.belay.worker.capability;

import dev.belay.contracts.manifest.Capability;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether the worker may write into a directory, or make it where it is not there. */
public final class DirectoryLook {
    private DirectoryLook() {}

    public static Capability look(String name, String need, Path directory) {
        Path existing = directory.toAbsolutePath();
        while (!Files.exists(existing)) {
            Path parent = existing.getParent();
            if (parent == null) {
                break;
            }
            existing = parent;
        }
        if (!Files.isDirectory(existing)) {
            return Capability.lacking(
                    name, need, "it is a file, or lies below one", "Correct it in the environment file.");
        }
        return Files.isWritable(existing)
                ? Capability.had(name, need)
                : Capability.lacking(
                        name,
                        need,
                        existing.equals(directory.toAbsolutePath())
                                ? "the worker's user may not write into it"
                                : "it does not exist, and the worker's user may not make it",
                        "Make it on the worker's host, and give it to the worker's user (chown).");
    }
}
