package dev.belay.healthcheck;

import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;

/** One PostgreSQL for all tests of this JVM; its roles need no password. */
final class ThrowawayPostgres {
    private static final EmbeddedPostgres SERVER = OwnPostgres.startTrusting(UnaryOperator.identity());

    private ThrowawayPostgres() {}

    static Login login() {
        return login(SERVER.username());
    }

    static Login login(String user) {
        return new Login(SERVER.jdbcUrl("postgres"), user, new Secret(""));
    }

    static Connection connect() throws SQLException {
        return DriverManager.getConnection(SERVER.jdbcUrl("postgres"), SERVER.username(), "");
    }

    static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
