package dev.belay.contracts.work;

/**
 * Counts what taking migrations back would drop of what was written since them, and changes nothing; answers with {@link
 * Output.UndoForecast}.
 */
public record MigrateUndoForecastWork(MigrateUndoWork undo) implements Work {}
