package dev.belay.migration.tool;

import dev.belay.migration.sql.SqlStatement;
import dev.belay.migration.sql.StatementFailed;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.sqlscript.FlywaySqlScriptException;

/** Says in the worker's words what Flyway throws; the one place that looks into Flyway's internal types. */
final class FlywayErrors {
    private FlywayErrors() {}

    static RuntimeException translate(FlywayException failed) {
        Optional<WorkFailed> unreachable = find(failed, WorkFailed.class);
        if (unreachable.isPresent()) {
            return unreachable.get();
        }
        Optional<FlywaySqlScriptException> script = find(failed, FlywaySqlScriptException.class);
        Optional<SQLException> error = find(failed, SQLException.class);
        if (script.isPresent() && error.isPresent()) {
            return statementFailed(script.get(), error.get(), failed);
        }
        return refused(failed);
    }

    private static StatementFailed statementFailed(
            FlywaySqlScriptException script, SQLException error, FlywayException failed) {
        SqlStatement statement = new SqlStatement(script.getLineNumber(), String.valueOf(script.getStatement()));
        StatementFailed translated = new StatementFailed(script.getResource().getFilename(), statement, error, 0);
        translated.addSuppressed(failed);
        return translated;
    }

    private static ToolRefused refused(FlywayException failed) {
        String words = String.valueOf(failed.getMessage()).strip();
        if (failed.getErrorCode() == CoreErrorCode.VALIDATE_ERROR) {
            String problems = words.lines()
                    .map(String::strip)
                    .filter(line -> line.startsWith("Migration ") || line.startsWith("Detected "))
                    .map(line -> line.endsWith(".") ? line.substring(0, line.length() - 1) : line)
                    .distinct()
                    .collect(Collectors.joining("; "));
            return new ToolRefused(
                    "Flyway found that files and history do not fit: " + (problems.isEmpty() ? words : problems) + ".",
                    "Put back the file as it was applied and add a new version for the change; only when the "
                            + "history is wrong, run \"flyway repair\".",
                    words,
                    failed);
        }
        if (failed.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
            return new ToolRefused(
                    "The schema is not empty, but has no history of Flyway: " + words + ".",
                    "Run \"flyway baseline\" once with the version that the schema has.",
                    words,
                    failed);
        }
        return new ToolRefused(
                "Flyway stopped: " + words.lines().findFirst().orElse("without a word") + ".",
                "Mend what Flyway names, then retry.",
                words,
                failed);
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
