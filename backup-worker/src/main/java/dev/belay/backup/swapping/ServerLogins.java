package dev.belay.backup.swapping;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;

/** The administrator's logins on the live server: on the live database, and beside it so that it can be renamed. */
public record ServerLogins(Login admin, String live) {
    private static final String USUAL = "postgres";
    private static final String TEMPLATE = "template1";

    public static ServerLogins of(DatabaseSettings settings) {
        return new ServerLogins(
                settings.admin(), ServerAddress.of(settings.main()).database());
    }

    /** On a database that always exists, so that the live one can be renamed. */
    public DatabaseSession besides(Execution execution) {
        return besides(login -> DatabaseSession.elsewhere(login, execution));
    }

    /** The same, left alone by a cancel. */
    public DatabaseSession forRepair(Execution execution) {
        return besides(login -> DatabaseSession.forRepair(login, execution));
    }

    public DatabaseSession onLive(Execution execution) {
        return DatabaseSession.onLive(on(live), execution);
    }

    public Login on(String database) {
        return ServerAddress.onDatabase(admin, database);
    }

    private interface Opening {
        DatabaseSession open(Login login);
    }

    private DatabaseSession besides(Opening opening) {
        String first = live.equals(USUAL) ? TEMPLATE : USUAL;
        try {
            return opening.open(on(first));
        } catch (WorkFailed failed) {
            if (failed.failure().code() != FailureCode.DATABASE_ERROR || first.equals(TEMPLATE)) {
                throw failed;
            }
            return opening.open(on(TEMPLATE));
        }
    }
}
