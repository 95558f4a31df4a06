package dev.belay.embedded.postgres;

import dev.belay.embedded.machine.BoundedWait;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Creates and drops the databases of a server, as a user who may. */
public record DatabaseAdministration(String host, int port, String username, String password) {
    private static final String MAINTENANCE_DATABASE = "postgres";
    private static final BoundedWait READY = new BoundedWait(Duration.ofSeconds(30), Duration.ofMillis(50));
    private static final String DUPLICATE_DATABASE = "42P04";

    public String jdbcUrl(String database) {
        String encoded = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return "jdbc:postgresql://" + host + ":" + port + "/" + encoded;
    }

    /** Creates the database unless it is there. */
    public void createDatabase(String name) {
        try (Connection connection = connect()) {
            if (!exists(connection, name)) {
                create(connection, name);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Database \"%s\" cannot be created on %s:%d: %s".formatted(name, host, port, e.getMessage()), e);
        }
    }

    /** Drops the database if it is there, ending the sessions in it. */
    public void dropDatabase(String name) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + quoted(name) + " WITH (FORCE)");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "Database \"%s\" cannot be dropped on %s:%d: %s".formatted(name, host, port, e.getMessage()), e);
        }
    }

    void awaitReady() {
        AtomicReference<String> last = new AtomicReference<>("");
        if (!READY.until(() -> answers(last))) {
            throw new IllegalStateException("PostgreSQL on %s:%d takes no connections after %s: %s"
                    .formatted(host, port, READY.limit(), last.get()));
        }
    }

    private boolean answers(AtomicReference<String> last) {
        try (Connection connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            last.set(e.getMessage());
            return false;
        }
    }

    private static boolean exists(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void create(Connection connection, String name) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + quoted(name));
        } catch (SQLException e) {
            if (!DUPLICATE_DATABASE.equals(e.getSQLState())) {
                throw e;
            }
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(MAINTENANCE_DATABASE), username, password);
    }

    private static String quoted(String name) {
        if (name.isBlank() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("The database's name \"%s\" is blank or holds a NUL".formatted(name));
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    @Override
    public String toString() {
        return "DatabaseAdministration[%s@%s:%d]".formatted(username, host, port);
    }
}
