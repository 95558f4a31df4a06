package dev.belay.contracts.work;

import dev.belay.contracts.Release;
import org.jspecify.annotations.Nullable;

/**
 * Takes the schema back to a state recorded before; a schema whose fingerprint then differs is a failed undo.
 *
 * @param release whose directory holds the undo files
 */
public record MigrateUndoWork(@Nullable Release release, Output.MigrationState before) implements Work {}
