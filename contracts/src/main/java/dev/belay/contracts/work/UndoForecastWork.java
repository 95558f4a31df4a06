package dev.belay.contracts.work;

/**
 * Counts what taking operations back would drop of what was written since them, and changes nothing; answers with {@link
 * Output.UndoForecast}.
 */
public record UndoForecastWork(OnlineUndoWork undo) implements Work {}
