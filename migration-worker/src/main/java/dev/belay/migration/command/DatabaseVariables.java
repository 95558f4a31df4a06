package dev.belay.migration.command;

import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.Login;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Points a program at a login's database by the variables of its surroundings, so that no argument tells a password,
 * and gives its sessions the execution's name and limits.
 */
final class DatabaseVariables {
    private static final String OPTIONS = "PGOPTIONS";
    private static final int FIRST_WITH_CONNECTION_CHECKS = 14;

    private final Login login;
    private final ServerAddress address;

    DatabaseVariables(Login login) {
        this.login = login;
        this.address = ServerAddress.of(login);
    }

    /**
     * What a session of the program may do.
     *
     * @param name of the session
     * @param lock how long it waits for each lock; zero is without an end
     * @param statement how long each statement may run
     */
    record Limits(String name, Duration lock, Duration statement, int serverVersion) {
        private String options() {
            String options = "-c lock_timeout=" + lock.toMillis() + " -c statement_timeout="
                    + Math.min(Integer.MAX_VALUE, Math.max(1, statement.toMillis()));
            return serverVersion < FIRST_WITH_CONNECTION_CHECKS
                    ? options
                    : options + " -c client_connection_check_interval=500";
        }
    }

    /** The variables, and those of the environment file, which come last except that options add up. */
    Map<String, String> with(Map<String, String> ofEnvironment, Substitutions substitutions, Limits limits) {
        Map<String, String> variables = new HashMap<>(address.variables());
        variables.put("PGHOST", address.host());
        variables.put("PGPORT", address.port());
        variables.put("PGDATABASE", address.database());
        variables.put("PGUSER", login.username());
        variables.put("PGPASSWORD", login.password().value());
        variables.put("PGAPPNAME", limits.name());
        variables.put("PGCONNECT_TIMEOUT", "10");
        variables.put("DATABASE_URL", url());
        variables.put("PYTHONUNBUFFERED", "1");
        Substitutions all = substitutions.with(known());
        ofEnvironment.forEach((name, value) -> variables.put(name, all.fill(value)));
        variables.merge(OPTIONS, limits.options(), (theirs, ours) -> theirs + " " + ours);
        return variables;
    }

    private Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        known.put("database.host", address.host());
        known.put("database.port", address.port());
        known.put("database.username", login.username());
        known.put("database.password", login.password().value());
        known.put("database.url", url());
        return known;
    }

    private String url() {
        if (address.host().startsWith("/")) {
            return "postgresql://" + encoded(login.username()) + ":"
                    + encoded(login.password().value()) + "@/" + encoded(address.database()) + "?host="
                    + encoded(address.host()) + "&port=" + address.port();
        }
        String host = address.host().contains(":") ? "[" + address.host() + "]" : address.host();
        return "postgresql://" + encoded(login.username()) + ":"
                + encoded(login.password().value()) + "@" + host + ":" + address.port() + "/"
                + encoded(address.database());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
