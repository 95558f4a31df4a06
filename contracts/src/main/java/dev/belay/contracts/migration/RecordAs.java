package dev.belay.contracts.migration;

/**
 * The migration that online operations stand for in the migration tool's own history.
 *
 * @param app the application, for tools that keep one history for several
 */
public record RecordAs(String app, String name) {}
