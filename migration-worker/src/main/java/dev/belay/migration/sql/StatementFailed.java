package dev.belay.migration.sql;

import java.sql.SQLException;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** A statement of a migration or of an undo file that the database refused. */
public final class StatementFailed extends RuntimeException {
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String ACTIVE_TRANSACTION = "25001";
    private static final int EXCERPT_LINES = 20;

    private final String file;
    private final transient SqlStatement statement;
    private final SQLException error;
    private final int effective;

    /**
     * @param effective how many statements of the file before this one have taken effect for good
     */
    public StatementFailed(String file, SqlStatement statement, SQLException error, int effective) {
        super(error.getMessage(), error);
        this.file = file;
        this.statement = statement;
        this.error = error;
        this.effective = effective;
    }

    public String file() {
        return file;
    }

    public int effective() {
        return effective;
    }

    public String sqlState() {
        return String.valueOf(error.getSQLState());
    }

    public boolean lockNotAvailable() {
        return sqlState().equals(LOCK_NOT_AVAILABLE);
    }

    public boolean needsNoTransaction() {
        return sqlState().equals(ACTIVE_TRANSACTION);
    }

    /** The line to which the server's error points, or else the one on which the statement begins. */
    public int line() {
        int position = server().map(ServerErrorMessage::getPosition).orElse(0);
        String before = statement
                .text()
                .substring(
                        0, Math.max(0, Math.min(position - 1, statement.text().length())));
        return statement.line()
                + (int) before.chars().filter(character -> character == '\n').count();
    }

    /** Such as {@code V3__add_email.sql line 4: relation "x" does not exist (SQL state 42P01)}. */
    public String what() {
        String message = server().map(ServerErrorMessage::getMessage).orElse(error.getMessage());
        return file + " line " + line() + ": " + message + " (SQL state " + sqlState() + ")";
    }

    /** The statement with the lines' numbers, and what the server added. */
    public String excerpt() {
        StringBuilder excerpt = new StringBuilder();
        String[] lines = statement.text().split("\n", -1);
        int first = Math.max(0, Math.min(line() - statement.line() - EXCERPT_LINES / 2, lines.length - EXCERPT_LINES));
        int last = Math.min(lines.length, first + EXCERPT_LINES);
        for (int index = first; index < last; index++) {
            int number = statement.line() + index;
            excerpt.append(number == line() ? "> " : "  ")
                    .append(number)
                    .append(" | ")
                    .append(lines[index].stripTrailing())
                    .append('\n');
        }
        server().ifPresent(server -> append(excerpt, server));
        return excerpt.toString().stripTrailing();
    }

    private static void append(StringBuilder excerpt, ServerErrorMessage server) {
        if (server.getDetail() != null) {
            excerpt.append("Detail: ").append(server.getDetail()).append('\n');
        }
        if (server.getHint() != null) {
            excerpt.append("Hint: ").append(server.getHint()).append('\n');
        }
        if (server.getWhere() != null) {
            excerpt.append("Where: ").append(server.getWhere()).append('\n');
        }
    }

    private Optional<ServerErrorMessage> server() {
        return error instanceof PSQLException fromServer
                ? Optional.ofNullable(fromServer.getServerErrorMessage())
                : Optional.empty();
    }
}
