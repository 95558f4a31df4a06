package dev.belay.migration.liquibase;

import dev.belay.migration.sql.SqlStatement;
import dev.belay.migration.sql.StatementFailed;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import liquibase.exception.ValidationFailedException;

/** Says in the worker's words what Liquibase throws. */
final class LiquibaseErrors {
    /** In the message of what a statement of a change set ran into. */
    private static final Pattern STATEMENT = Pattern.compile("(?s)\\[Failed SQL: \\(\\d+\\) (?<sql>.*)]");

    private static final Pattern CHANGE_SET = Pattern.compile("(?i)change ?set (?<name>\\S+::\\S+::[^:\\s]+)");

    private LiquibaseErrors() {}

    static RuntimeException translate(Exception failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof WorkFailed || cause instanceof ToolRefused) {
                return (RuntimeException) cause;
            }
        }
        Optional<SQLException> error = find(failed, SQLException.class);
        if (error.isPresent()) {
            return statementFailed(failed, error.get());
        }
        String words = words(failed);
        if (find(failed, ValidationFailedException.class).isPresent()) {
            return new ToolRefused(
                    "Liquibase found that changelog and history do not fit: " + firstLines(words) + ".",
                    "Put back the change set as it was applied and add a new one for the change; only when the history"
                            + " is wrong, run \"liquibase clear-checksums\".",
                    words,
                    failed);
        }
        return new ToolRefused(
                "Liquibase stopped: " + firstLines(words) + ".",
                "Mend what Liquibase names, then retry.",
                words,
                failed);
    }

    private static StatementFailed statementFailed(Exception failed, SQLException error) {
        String all = chain(failed);
        Matcher statement = STATEMENT.matcher(all);
        Matcher changeSet = CHANGE_SET.matcher(all);
        StatementFailed translated = new StatementFailed(
                changeSet.find() ? changeSet.group("name") : "a statement of Liquibase",
                new SqlStatement(1, statement.find() ? statement.group("sql") : ""),
                error,
                0);
        translated.addSuppressed(failed);
        return translated;
    }

    private static String words(Exception failed) {
        return String.valueOf(failed.getMessage()).strip();
    }

    private static String firstLines(String words) {
        return words.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .limit(3)
                .reduce((one, other) -> one + " " + other)
                .orElse("without a word");
    }

    private static String chain(Throwable failed) {
        StringBuilder all = new StringBuilder();
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            all.append(cause.getMessage()).append('\n');
        }
        return all.toString();
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
