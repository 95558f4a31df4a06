package dev.belay.backup.disk;

import java.util.List;

/**
 * How much of the worker's disk something will take, as far as can be told beforehand.
 *
 * @param parts what takes it, for people
 */
public record DiskNeed(long bytes, List<String> parts) {
    public DiskNeed {
        parts = List.copyOf(parts);
    }
}
