package dev.belay.migration;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.session.Blocker;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.sql.SqlScript;
import dev.belay.migration.sql.StatementFailed;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** What failed migrations and undos mean for people. */
final class MigrationFailures {
    private final TargetSessions sessions;
    private final List<Blocker> blockers;
    private final String stateNow;
    private final String nextIfMended;

    /**
     * @param blockers who was last seen to block
     * @param stateNow what is applied now, read after the failure
     * @param nextIfMended what to do once the file is mended
     */
    MigrationFailures(TargetSessions sessions, List<Blocker> blockers, String stateNow, String nextIfMended) {
        this.sessions = sessions;
        this.blockers = List.copyOf(blockers);
        this.stateNow = stateNow;
        this.nextIfMended = nextIfMended;
    }

    static WorkFailed refused(ToolRefused refused) {
        return new WorkFailed(
                new Failure(FailureCode.MIGRATION_FAILED, refused.what(), refused.next(), refused.excerpt()));
    }

    /** A tool's command that failed while it only read. */
    static WorkFailed unread(CommandFailed failed) {
        return new WorkFailed(new Failure(
                failed.connectionLost() ? FailureCode.DATABASE_UNREACHABLE : FailureCode.MIGRATION_FAILED,
                failed.what() + ". Nothing was changed.",
                "Run the command by hand in the release's directory, mend what it names, then retry.",
                failed.excerpt()));
    }

    WorkFailed of(Exception failed) {
        if (failed instanceof WorkFailed already) {
            return already;
        }
        if (failed instanceof StatementFailed statement) {
            return statement.lockNotAvailable() ? lockNotAvailable(statement) : statementFailed(statement);
        }
        if (failed instanceof CommandFailed command) {
            return commandFailed(command);
        }
        if (failed instanceof ToolRefused refused) {
            return new WorkFailed(new Failure(
                    FailureCode.MIGRATION_FAILED,
                    refused.what() + seenBlocking() + " " + stateNow,
                    refused.next(),
                    refused.excerpt()));
        }
        if (failed instanceof SQLException error) {
            Failure failure = TargetDatabase.failure(sessions.login(), error).failure();
            return new WorkFailed(
                    new Failure(failure.code(), failure.message() + seenBlocking() + " " + stateNow, failure.next()));
        }
        return new WorkFailed(
                FailureCode.UNEXPECTED,
                "The migration stopped with " + failed + ". " + stateNow,
                "Report this as a fault of Belay, with the worker's log.");
    }

    private WorkFailed statementFailed(StatementFailed failed) {
        String next = failed.needsNoTransaction()
                ? "Begin the file with the line \"" + SqlScript.NO_TRANSACTION
                        + "\" and keep the statement alone in it. " + nextIfMended
                : "Mend " + failed.file() + ". " + nextIfMended;
        boolean lost = failed.sqlState().startsWith("08") || failed.sqlState().startsWith("57P");
        return new WorkFailed(new Failure(
                lost ? FailureCode.DATABASE_UNREACHABLE : FailureCode.MIGRATION_FAILED,
                failed.what() + "." + inEffect(failed) + " " + stateNow,
                lost ? "Check that the server runs. " + nextIfMended : next,
                failed.excerpt()));
    }

    private WorkFailed commandFailed(CommandFailed failed) {
        if (failed.lockNotAvailable()) {
            return new WorkFailed(new Failure(
                    FailureCode.DATABASE_ERROR,
                    failed.what() + ". A lock was not got within "
                            + sessions.lockTimeout().toMillis() / 1000.0 + " s; it was held by " + holders() + ". "
                            + stateNow,
                    "Let that session end its transaction, or end it with pg_terminate_backend, then retry.",
                    failed.excerpt()));
        }
        boolean lost = failed.connectionLost();
        return new WorkFailed(new Failure(
                lost ? FailureCode.DATABASE_UNREACHABLE : FailureCode.MIGRATION_FAILED,
                failed.what() + ". " + stateNow,
                lost ? "Check that the server runs. " + nextIfMended : "Mend the migration. " + nextIfMended,
                failed.excerpt()));
    }

    /** For the tool's own statements, whose errors do not always say that they waited. */
    private String seenBlocking() {
        return blockers.isEmpty() ? "" : " It had waited for a lock of " + holders() + ".";
    }

    private String holders() {
        return blockers.isEmpty()
                ? "a session that was not seen"
                : blockers.stream().map(Blocker::describe).collect(Collectors.joining("; "));
    }

    private static String inEffect(StatementFailed failed) {
        return failed.effective() == 0
                ? ""
                : " It runs outside of a transaction: the " + failed.effective()
                        + " statements before this one have taken effect.";
    }

    /** The lock may be free the next time, so the blame lies outside. */
    private WorkFailed lockNotAvailable(StatementFailed failed) {
        return new WorkFailed(new Failure(
                FailureCode.DATABASE_ERROR,
                failed.file() + " line " + failed.line() + " did not get a lock within "
                        + sessions.lockTimeout().toMillis() / 1000.0 + " s (SQL state " + failed.sqlState()
                        + "). It was held by " + holders() + "." + inEffect(failed) + " " + stateNow,
                "Let that session end its transaction, or end it with pg_terminate_backend, then retry.",
                failed.excerpt()));
    }
}
