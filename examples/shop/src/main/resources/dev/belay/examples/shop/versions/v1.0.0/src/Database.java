import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connections to the shop's database, and queries that answer with one JSON document. */
class Database implements AutoCloseable {
    private final ConcurrentLinkedQueue<Connection> idle = new ConcurrentLinkedQueue<>();
    private final String url;
    private final Properties login = new Properties();

    Database(Settings settings) {
        url = settings.databaseUrl();
        login.setProperty("user", settings.username());
        login.setProperty("password", settings.password());
        login.setProperty("ApplicationName", "shop " + Version.NUMBER);
        login.setProperty("connectTimeout", "5");
        login.setProperty("socketTimeout", "30");
    }

    /** The JSON in the first column of the first row; empty where there is no row. */
    Optional<String> json(String sql, Object... parameters) throws SQLException {
        Connection connection = borrow();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setObject(index + 1, parameters[index]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
            }
        } finally {
            idle.add(connection);
        }
    }

    /** A connection may have been cut while it lay idle: by a restart of the server, or by a restore. */
    private Connection borrow() throws SQLException {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            if (connection.isValid(2)) {
                return connection;
            }
            connection.close();
        }
        return DriverManager.getConnection(url, login);
    }

    @Override
    public void close() {
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            try {
                connection.close();
            } catch (SQLException alreadyGone) {
                System.out.println("A connection did not close: " + alreadyGone.getMessage());
            }
        }
    }
}
