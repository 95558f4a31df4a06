package dev.belay.worker.database;

import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.execution.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/** A server whose database may be closed or without its name, as a restore that broke off leaves it. */
final class ReachableServer {
    private static final Set<String> CLOSED_OR_RENAMED = Set.of("55000", "3D000");
    private static final String OTHER_DATABASE = "postgres";

    private ReachableServer() {}

    /** A session on the login's database, or beside it where that cannot be opened; whose turn it is, is not asked. */
    static Connection open(Login login, Execution execution) throws SQLException {
        try {
            return TargetDatabase.open(login, execution);
        } catch (SQLException closed) {
            if (!CLOSED_OR_RENAMED.contains(String.valueOf(closed.getSQLState()))) {
                throw closed;
            }
            return TargetDatabase.open(ServerAddress.onDatabase(login, OTHER_DATABASE), execution);
        }
    }
}
