package dev.belay.examples.production;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** A PostgreSQL server, and a login on it that may create databases and roles. */
public record PostgresServer(String url, String username, String password) {
    private static final Pattern FORM = Pattern.compile("jdbc:postgresql://[^/?]+/[^/?]+");

    public PostgresServer {
        if (!FORM.matcher(url).matches()) {
            throw new IllegalArgumentException(
                    "The server's address is \"%s\"; give it as jdbc:postgresql://host:port/database, without parameters."
                            .formatted(url));
        }
    }

    /** The address of another database on the same server. */
    public String urlOf(String database) {
        return url.substring(0, url.lastIndexOf('/') + 1) + database;
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, username, password);
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(urlOf(database), username, password);
    }

    @Override
    public String toString() {
        return username + " on " + url;
    }
}
