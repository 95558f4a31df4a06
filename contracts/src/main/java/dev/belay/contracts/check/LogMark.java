package dev.belay.contracts.check;

import org.jspecify.annotations.Nullable;

/**
 * How far a log had been written at one moment.
 *
 * @param source the name of one of the environment's logs
 * @param file what the file system knows the file by, so that it is found again after a rotation; absent where there was none
 * @param offset in bytes
 * @param anchor digest of what stood right before the offset, so that a file that was emptied meanwhile is recognised
 */
public record LogMark(String source, @Nullable String file, long offset, String anchor) {}
