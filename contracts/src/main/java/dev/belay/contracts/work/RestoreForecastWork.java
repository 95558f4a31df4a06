package dev.belay.contracts.work;

/** Asks what a restore from the backup would lose; answers with {@link Output.RestoreForecast}. */
public record RestoreForecastWork(Output.BackupTaken backup) implements Work {}
