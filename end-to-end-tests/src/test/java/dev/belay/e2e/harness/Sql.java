package dev.belay.e2e.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One login on one database, each statement in a session of its own. */
record Sql(String url, String username, String password) {
    Connection connect() {
        try {
            return DriverManager.getConnection(url, username, password);
        } catch (SQLException refused) {
            throw new IllegalStateException(refused);
        }
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    long number(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException refused) {
            throw new IllegalStateException(sql, refused);
        }
    }

    @Override
    public String toString() {
        return username + " on " + url;
    }
}
