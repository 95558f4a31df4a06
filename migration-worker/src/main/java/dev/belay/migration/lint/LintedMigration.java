package dev.belay.migration.lint;

import dev.belay.migration.sql.SqlStatement;
import java.util.List;

/**
 * The SQL of a migration that would be applied.
 *
 * @param source in which people look for it, with its allowances: the file's text
 * @param transactional whether the tool has a transaction around it
 * @param written whether people have written the SQL, so that lines tell something; else a tool has
 * @param unseen what of it is no SQL, for people; empty where all is
 */
public record LintedMigration(
        String name,
        String source,
        List<SqlStatement> statements,
        boolean transactional,
        Origin written,
        String unseen) {
    public LintedMigration {
        statements = List.copyOf(statements);
    }

    /** Who has written the SQL. */
    public enum Origin {
        PEOPLE,
        TOOL
    }
}
