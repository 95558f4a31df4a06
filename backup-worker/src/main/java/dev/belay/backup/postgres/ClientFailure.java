package dev.belay.backup.postgres;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessResult;
import java.util.Locale;

/** What it means for people that one of PostgreSQL's programs failed. */
public final class ClientFailure {
    static final String POLICIES = "row-level security policy";
    static final String HIDDEN_ROWS =
            "Policies hide rows of that table from the role, so that a dump would not hold them:"
                    + " alter role ... bypassrls, or give the login of a role that sees all of them.";

    private ClientFailure() {}

    public static WorkFailed of(String program, Login login, ProcessResult result) {
        String tail = result.tail();
        String where = "user \"" + login.username() + "\" at " + login.url();
        return new WorkFailed(new Failure(
                code(tail.toLowerCase(Locale.ROOT)),
                program + " as " + where + " ended with exit status " + result.exitCode() + "; expected 0.",
                next(tail.toLowerCase(Locale.ROOT)),
                tail));
    }

    private static FailureCode code(String tail) {
        if (tail.contains("password authentication failed") || tail.contains("no password supplied")) {
            return FailureCode.DATABASE_LOGIN_REFUSED;
        }
        if (tail.contains("connection refused")
                || tail.contains("could not translate host name")
                || tail.contains("server closed the connection")) {
            return FailureCode.DATABASE_UNREACHABLE;
        }
        if (tail.contains(POLICIES)
                || tail.contains("permission denied")
                || tail.contains("must be owner")
                || tail.contains("must be member")) {
            return FailureCode.DATABASE_RIGHT_MISSING;
        }
        return tail.contains("no space left on device") ? FailureCode.DISK_FULL : FailureCode.PROCESS_FAILED;
    }

    private static String next(String tail) {
        if (tail.contains("lock timeout")) {
            return "Another session holds a lock on one of the tables: end the migration or maintenance that runs"
                    + " there, then retry.";
        }
        return tail.contains(POLICIES) ? HIDDEN_ROWS : "Mend what the end of its output names, then retry.";
    }
}
