package dev.belay.migration.sql;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file of SQL.
 *
 * @param file its name without directories
 * @param transactional false where the file asks to run outside of a transaction
 */
public record SqlScript(String file, String text, boolean transactional, List<SqlStatement> statements) {
    /** As its first line, makes a file run statement by statement, each at once in effect. */
    public static final String NO_TRANSACTION = "-- belay: no transaction";

    private static final Pattern TRANSACTION_CONTROL =
            Pattern.compile("(?is)(BEGIN|COMMIT|ROLLBACK|ABORT|END|START\\s+TRANSACTION|PREPARE\\s+TRANSACTION)\\b.*");
    private static final Pattern ROLLBACK_TO = Pattern.compile("(?is)ROLLBACK\\s+((WORK|TRANSACTION)\\s+)?TO\\b.*");
    private static final Pattern OUTSIDE_OF_TRANSACTIONS = Pattern.compile(
            "(?is)(CREATE\\s+(UNIQUE\\s+)?INDEX\\s+CONCURRENTLY|DROP\\s+INDEX\\s+CONCURRENTLY|REINDEX\\b|VACUUM\\b"
                    + "|CREATE\\s+DATABASE|DROP\\s+DATABASE|CREATE\\s+TABLESPACE|DROP\\s+TABLESPACE|ALTER\\s+SYSTEM"
                    + "|CREATE\\s+SUBSCRIPTION|DROP\\s+SUBSCRIPTION|ALTER\\s+TYPE\\s+.*\\bADD\\s+VALUE"
                    + "|ALTER\\s+TABLE\\s+.*\\bDETACH\\s+PARTITION\\s+.*\\bCONCURRENTLY|DISCARD\\s+ALL).*");
    private static final Pattern INDEX_WORK =
            Pattern.compile("(?is)((CREATE|DROP)\\s+(UNIQUE\\s+)?INDEX\\b|REINDEX\\b|SET\\b|COMMENT\\b).*");

    public SqlScript {
        statements = List.copyOf(statements);
    }

    public static SqlScript read(Path path) throws IOException {
        String text = Files.readString(path, StandardCharsets.UTF_8);
        String firstLine = text.lines().findFirst().orElse("").strip();
        boolean marked = firstLine.equalsIgnoreCase(NO_TRANSACTION);
        return new SqlScript(String.valueOf(path.getFileName()), text, !marked, SqlStatements.of(text));
    }

    /** The first statement that would end or begin a transaction of its own. */
    public Optional<SqlStatement> transactionControl() {
        return statements.stream()
                .filter(statement ->
                        TRANSACTION_CONTROL.matcher(statement.text()).matches()
                                && !ROLLBACK_TO.matcher(statement.text()).matches())
                .findFirst();
    }

    /** Whether a statement is among those that PostgreSQL may refuse inside of a transaction. */
    public boolean holdsStatementsForOutsideOfTransactions() {
        return statements.stream()
                .anyMatch(statement ->
                        OUTSIDE_OF_TRANSACTIONS.matcher(statement.text()).matches());
    }

    /** Whether all that the file does shows in the schema, so that an unchanged schema proves that nothing was done. */
    public boolean worksOnIndexesOnly() {
        return statements.stream()
                .allMatch(statement -> INDEX_WORK.matcher(statement.text()).matches());
    }
}
