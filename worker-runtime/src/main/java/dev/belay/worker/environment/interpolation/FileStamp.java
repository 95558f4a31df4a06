package dev.belay.worker.environment.interpolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What tells one state of a file from the next without reading it; a file that cannot be seen has a stamp too. */
public record FileStamp(long modifiedNanos, long size, String identity) {
    private static final FileStamp UNSEEN = new FileStamp(0, -1, "");

    public static FileStamp of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(
                    attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.NANOSECONDS),
                    attributes.size(),
                    String.valueOf(attributes.fileKey()));
        } catch (IOException notThere) {
            return UNSEEN;
        }
    }
}
