package dev.belay.backup.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * One file of a dump that is a directory.
 *
 * @param sha256 of the file as it lies there
 * @param plainSha256 of what was encrypted; absent where nothing was
 */
public record DumpPart(
        String name, long bytes, String sha256, @Nullable String plainSha256) {}
