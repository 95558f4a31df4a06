package dev.belay.worker.capability;

import dev.belay.contracts.manifest.Capability;
import dev.belay.worker.database.TransactionPooler;
import dev.belay.worker.environment.settings.Login;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Logs in as one role and asks what it may do.
 *
 * <p>Every session on the live database that no execution has counted speaks against the proof that nobody else was
 * there, on which a restore without asking rests. So where all was well the last time, the look goes to the server's
 * database {@code postgres} instead, and what only the live one can tell is taken over from before.
 */
public final class DatabaseLook {
    private static final String DATABASE_OF_URL = "^(jdbc:postgresql:(?://[^/?]*/)?)[^/?]*(.*)$";
    private static final String BESIDE = "postgres";
    private static final String WRONG_PASSWORD = "28P01";
    private static final String SECONDS = "5";

    private final Login login;
    private final List<Capability> before;
    private final List<Capability> found = new ArrayList<>();
    private Optional<String> serverVersion = Optional.empty();

    public DatabaseLook(Login login, List<Capability> before) {
        this.login = login;
        this.before = before;
    }

    /**
     * Something that a role must be able to do.
     *
     * @param onlyLive whether only a session on the live database can tell
     * @param sql answers with null where it can, else with what stands in the way, for people
     */
    public record Question(String name, String need, boolean onlyLive, String sql, String mend) {}

    /**
     * What was found: whether the role can log in, and what it may do then.
     *
     * @param name of the capability to log in
     */
    public List<Capability> look(String name, String need, List<Question> questions) {
        boolean live =
                !had(name) || questions.stream().anyMatch(question -> question.onlyLive() && !had(question.name()));
        try (Connection connection = open(live ? login.url() : beside())) {
            serverVersion = Optional.of(connection.getMetaData().getDatabaseProductVersion());
            Optional<String> pooler = TransactionPooler.found(connection, login);
            found.add(
                    pooler.isEmpty()
                            ? Capability.had(name, need)
                            : Capability.lacking(
                                    name,
                                    need,
                                    "a pooler in transaction mode stands before the server: " + pooler.get(),
                                    TransactionPooler.mend()));
            for (Question question : questions) {
                found.add(
                        question.onlyLive() && !live
                                ? Capability.had(question.name(), question.need())
                                : ask(connection, question));
            }
        } catch (SQLException broken) {
            notIn(name, need, broken, live, questions);
        }
        return List.copyOf(found);
    }

    /** The server's version, once it has answered a look. */
    public Optional<String> serverVersion() {
        return serverVersion;
    }

    private boolean had(String name) {
        return known(name)
                .filter(one -> one.standing() == Capability.Standing.HAS)
                .isPresent();
    }

    private Optional<Capability> known(String name) {
        return before.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    private Connection open(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.username());
        properties.setProperty("password", login.password().value());
        properties.setProperty("ApplicationName", "belay/capabilities");
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        properties.setProperty("readOnly", "true");
        return DriverManager.getConnection(url, properties);
    }

    private String beside() {
        return login.url().replaceFirst(DATABASE_OF_URL, "$1" + BESIDE + "$2");
    }

    private Capability ask(Connection connection, Question question) throws SQLException {
        String sql = question.sql();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (sql.contains("?")) {
                statement.setString(
                        1, login.url().replaceFirst("^jdbc:postgresql:(?://[^/?]*/)?([^/?]*)(?:\\?.*)?$", "$1"));
            }
            try (ResultSet rows = statement.executeQuery()) {
                String missing = rows.next() ? rows.getString(1) : null;
                return missing == null
                        ? Capability.had(question.name(), question.need())
                        : Capability.lacking(
                                question.name(),
                                question.need(),
                                missing,
                                question.mend().replace("@role@", role()));
            }
        } catch (SQLException broken) {
            String state = String.valueOf(broken.getSQLState());
            if (away(state)) {
                throw broken;
            }
            return Capability.unknown(question.name(), question.need(), answered(state));
        }
    }

    private static String answered(String state) {
        return "the database server answered with error " + state;
    }

    private void notIn(String name, String need, SQLException broken, boolean live, List<Question> questions) {
        String state = String.valueOf(broken.getSQLState());
        found.clear();
        if (!live && !state.equals(WRONG_PASSWORD) && !away(state)) {
            known(name).ifPresent(found::add);
            questions.forEach(question -> known(question.name()).ifPresent(found::add));
            return;
        }
        String role = "\"" + login.username() + "\"";
        found.add(
                switch (state) {
                    case WRONG_PASSWORD ->
                        Capability.lacking(
                                name,
                                need,
                                "the server refuses the password of role " + role + ", or has no such role",
                                "Correct the password to which the environment file refers, or: create role " + role()
                                        + " login password '...'.");
                    case "28000" ->
                        Capability.lacking(
                                name,
                                need,
                                "the server does not let role " + role + " log in",
                                "alter role " + role() + " login; or a line for it in pg_hba.conf.");
                    case "3D000" ->
                        Capability.lacking(
                                name,
                                need,
                                "the server has no database of that name",
                                "Create it, or correct \"url\" in the environment file.");
                    case "42501" ->
                        Capability.lacking(
                                name,
                                need,
                                "role " + role + " has no right to connect to the database",
                                "grant connect on database ... to " + role() + ";");
                    default ->
                        Capability.unknown(
                                name, need, away(state) ? "the database server did not answer" : answered(state));
                });
    }

    private static boolean away(String state) {
        return state.startsWith("08") || state.startsWith("57");
    }

    private String role() {
        return login.username().matches("[a-z_][a-z0-9_]*")
                ? login.username()
                : "\"" + login.username().replace("\"", "\"\"") + "\"";
    }
}
