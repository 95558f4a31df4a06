package dev.belay.stack.running;

import dev.belay.embedded.postgres.DatabaseAdministration;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A JDBC address that holds user and password. */
final class DatabaseUrl {
    private DatabaseUrl() {}

    static String of(DatabaseAdministration server, String database) {
        return server.jdbcUrl(database) + "?user=" + encoded(server.username()) + "&password="
                + encoded(server.password());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
