package dev.belay.migration.tool;

import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Path;
import org.flywaydb.core.api.MigrationVersion;

/** One file of SQL with the version that its name says. */
record MigrationFile(MigrationVersion version, String description, Path path) {
    String name() {
        return path.getFileName().toString();
    }

    SqlScript script() {
        try {
            return SqlScript.read(path);
        } catch (IOException unreadable) {
            throw new ToolRefused(
                    "The file " + path + " could not be read as UTF-8 text: " + unreadable + ".",
                    "Make it readable for the worker, then retry.");
        }
    }

    /** Of a script that people have written. */
    static LintedMigration linted(SqlScript script, boolean transactional) {
        return new LintedMigration(
                script.file(), script.text(), script.statements(), transactional, LintedMigration.Origin.PEOPLE, "");
    }

    /** SHA-256 of a script's text with Unix line ends, so that a checkout's line ends do not matter. */
    static String checksum(SqlScript script) {
        return SourceDigest.of(script.text());
    }
}
