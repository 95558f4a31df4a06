package dev.belay.contracts.outcome;

import org.jspecify.annotations.Nullable;

/**
 * How far long work has come.
 *
 * @param done in units
 * @param total in units, absent where it is not known
 * @param unit such as {@code bytes} or {@code rows}
 * @param message what is being done now
 */
public record Progress(long done, @Nullable Long total, String unit, String message) {}
