package dev.belay.migration;

import dev.belay.migration.schema.KeptFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A worker's state that nobody needs afterwards. */
public final class ThrowawayState {
    private ThrowawayState() {}

    /** In a directory of its own. */
    public static KeptFiles files() {
        try {
            return new KeptFiles(Files.createTempDirectory(Path.of("target"), "state"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
