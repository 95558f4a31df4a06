package dev.belay.backup;

import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One PostgreSQL for the tests of this JVM, with room for prepared transactions and logical slots. */
public final class ThrowawayPostgres {
    private static final ThrowawayPostgres SHARED = new ThrowawayPostgres();

    private final EmbeddedPostgres server = OwnPostgres.start(configuration ->
            configuration.withSetting("max_prepared_transactions", "4").withSetting("wal_level", "logical"));

    private ThrowawayPostgres() {}

    public static ThrowawayPostgres shared() {
        return SHARED;
    }

    public Login superuser(String database) {
        return login(database, server.username());
    }

    /** Roles that tests create have the server's password. */
    public Login login(String database, String user) {
        return new Login(server.jdbcUrl(database), user, new Secret(server.password()));
    }

    public int port() {
        return server.port();
    }

    public String password() {
        return server.password();
    }

    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public String text(String database, String query) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
    }
}
