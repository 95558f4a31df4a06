package dev.belay.migration.tool;

import dev.belay.migration.sql.SqlScript;

/** How one applied migration is taken back. */
public record UndoStep(AppliedMigration migration, SqlScript script) {}
