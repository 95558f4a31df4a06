package dev.belay.worker.database;

import dev.belay.worker.environment.Login;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads and changes the database that a login's URL names. */
final class LoginUrl {
    private static final Pattern URL = Pattern.compile(
            "(?<server>jdbc:postgresql:(?://[^/?]*)?)/?(?<database>[^/?]*)(?<parameters>\\?.*)?", Pattern.DOTALL);

    private LoginUrl() {}

    /** The name of the database; the user's name where the URL has none. */
    static String database(Login login) {
        String named = URLDecoder.decode(matched(login).group("database"), StandardCharsets.UTF_8);
        return named.isEmpty() ? login.username() : named;
    }

    /** The same login on another database of its server. */
    static Login onDatabase(Login login, String database) {
        Matcher url = matched(login);
        String server = url.group("server");
        String parameters = url.group("parameters");
        String encoded = URLEncoder.encode(database, StandardCharsets.UTF_8).replace("+", "%20");
        return new Login(
                server + (server.contains("//") ? "/" : "") + encoded + (parameters == null ? "" : parameters),
                login.username(),
                login.password());
    }

    private static Matcher matched(Login login) {
        Matcher url = URL.matcher(login.url());
        if (!url.matches()) {
            throw new IllegalArgumentException("Not a URL of PostgreSQL's JDBC driver: " + login.url());
        }
        return url;
    }
}
