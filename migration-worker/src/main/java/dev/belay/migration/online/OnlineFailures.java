package dev.belay.migration.online;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.session.TargetSessions;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;

/** What errors of the database mean for people, beside the operation that met them. */
final class OnlineFailures {
    private static final String DISK_FULL = "53100";
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
                code(state, failure),
                "To " + operation + " broke off. " + failure.message(),
                state.equals(DISK_FULL)
                        ? "Make room where the server keeps its data. " + NEXT
                        : failure.next() + " What is done stays done, and it goes on there. Or take the step back.");
    }

    private static FailureCode code(String state, Failure failure) {
        if (state.equals(DISK_FULL)) {
            return FailureCode.DISK_FULL;
        }
        return state.startsWith("57P") ? FailureCode.DATABASE_UNREACHABLE : failure.code();
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
