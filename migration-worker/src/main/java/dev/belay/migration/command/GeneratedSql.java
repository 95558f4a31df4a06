package dev.belay.migration.command;

import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.sql.SqlStatement;
import dev.belay.migration.sql.SqlStatements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The SQL that a tool prints of a migration in its own language, without the tool's own statements. */
public final class GeneratedSql {
    private static final Pattern OWN = Pattern.compile("(?is)(begin|commit|rollback)|.*\\balembic_version\\b.*");
    private static final Pattern NO_SQL = Pattern.compile("(?m)^-- THIS OPERATION CANNOT BE WRITTEN AS SQL$");

    private GeneratedSql() {}

    /** @param source of the migration, in which people allow what they mean */
    public static LintedMigration of(String name, String printed, String source, boolean transactional) {
        List<SqlStatement> statements = SqlStatements.of(printed).stream()
                .filter(statement -> !OWN.matcher(statement.text()).matches())
                .toList();
        long unseen = NO_SQL.matcher(printed).results().count();
        return new LintedMigration(
                name,
                source,
                statements,
                transactional,
                LintedMigration.Origin.TOOL,
                unseen == 0 ? "" : unseen + " operations are no SQL, so nobody has looked at them");
    }

    /** Empty where it cannot be read from here. */
    public static String source(@Nullable String file) {
        if (file == null) {
            return "";
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException elsewhere) {
            return "";
        }
    }
}
