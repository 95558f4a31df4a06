package dev.belay.contracts;

/** Restores the backup beside the live database and swaps the two; answers with {@link Output.DatabaseRestored}. */
public record RestoreWork(Output.BackupTaken backup) implements Work {}
