package dev.belay.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A version of the application and where it lies.
 *
 * @param directory absolute; absent where the environment's own rule for a version's directory applies
 */
public record Release(String version, @Nullable String directory) {}
