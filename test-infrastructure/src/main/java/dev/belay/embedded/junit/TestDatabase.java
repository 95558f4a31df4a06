package dev.belay.embedded.junit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A database of a test's own, and the user that may do everything in it. */
public record TestDatabase(String host, int port, String name, String jdbcUrl, String username, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, username, password);
    }

    @Override
    public String toString() {
        return "TestDatabase[%s as %s]".formatted(jdbcUrl, username);
    }
}
