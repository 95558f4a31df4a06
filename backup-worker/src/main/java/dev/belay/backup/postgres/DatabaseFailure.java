package dev.belay.backup.postgres;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;

/** What it means for people that the database answered with an error. */
public final class DatabaseFailure {
    private DatabaseFailure() {}

    /** @param doing what was being done, as in "counting the rows" */
    public static WorkFailed of(String doing, SQLException error) {
        String state = String.valueOf(error.getSQLState());
        return new WorkFailed(
                code(state),
                "The database answered with an error (" + state + ") while " + doing + ": " + error.getMessage() + ".",
                next(state, String.valueOf(error.getMessage())));
    }

    private static FailureCode code(String state) {
        if (state.equals("42501")) {
            return FailureCode.DATABASE_RIGHT_MISSING;
        }
        if (state.equals("53100")) {
            return FailureCode.DISK_FULL;
        }
        return state.startsWith("08") || state.startsWith("57P")
                ? FailureCode.DATABASE_UNREACHABLE
                : FailureCode.DATABASE_ERROR;
    }

    private static String next(String state, String said) {
        if (said.contains(ClientFailure.POLICIES)) {
            return ClientFailure.HIDDEN_ROWS;
        }
        return switch (state) {
            case "42501" -> "Give the role of the environment file the right that the error names, then retry.";
            case "55P03" -> "Another session holds the lock that was waited for: end it, then retry.";
            default -> "Mend what the error names, then retry.";
        };
    }
}
