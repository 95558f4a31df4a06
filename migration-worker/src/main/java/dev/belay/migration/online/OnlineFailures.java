package dev.belay.migration.online;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.session.TargetSessions;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;

/** What errors of the database mean for people, beside the operation that met them. */
final class OnlineFailures {
    private static final String NEXT =
            "Then retry: what is done stays done, and it goes on there. Or take the step back.";

    private OnlineFailures() {}

    static WorkFailed of(TargetSessions sessions, String operation, SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        if (isOfTheOperation(state)) {
            return new WorkFailed(
                    FailureCode.MIGRATION_FAILED,
                    "To " + operation + " was refused by the database (SQL state " + state + "): " + failed.getMessage()
                            + ".",
                    "Mend what the error names, in the plan or in the rows. " + NEXT);
        }
        Failure failure = TargetDatabase.failure(sessions.login(), failed).failure();
        return new WorkFailed(
                state.startsWith("57P") ? FailureCode.DATABASE_UNREACHABLE : failure.code(),
                "To " + operation + " broke off. " + failure.message(),
                NEXT);
    }

    /** Errors of data, of constraints and of names do not pass by themselves. */
    private static boolean isOfTheOperation(String state) {
        return state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("42")
                || state.startsWith("0A")
                || state.startsWith("2B")
                || state.startsWith("P0");
    }
}
