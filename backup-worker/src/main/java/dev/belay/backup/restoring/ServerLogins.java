package dev.belay.backup.restoring;

import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.contracts.FailureCode;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.DatabaseSettings;
import dev.belay.worker.environment.Login;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;

/** The administrator's logins on the live server: on the live database, and beside it so that it can be renamed. */
record ServerLogins(Login admin, String live) {
    private static final String USUAL = "postgres";
    private static final String TEMPLATE = "template1";

    static ServerLogins of(DatabaseSettings settings) {
        return new ServerLogins(
                settings.admin(), ServerAddress.of(settings.main()).database());
    }

    /** On a database that always exists, so that the live one can be renamed. */
    DatabaseSession besides(Execution execution) {
        return besides(login -> DatabaseSession.elsewhere(login, execution));
    }

    /** The same, left alone by a cancel. */
    DatabaseSession forRepair(Execution execution) {
        return besides(login -> DatabaseSession.forRepair(login, execution));
    }

    DatabaseSession onLive(Execution execution) {
        return DatabaseSession.onLive(on(live), execution);
    }

    Login on(String database) {
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
