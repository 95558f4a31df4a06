package dev.belay.migration.lint.copy;

import dev.belay.migration.sql.SqlStatement;
import dev.belay.migration.sql.SqlStatements;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.ScratchSettings;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The schema of the live database without its rows, in the environment's scratch place; it goes away again. */
public final class SchemaCopy implements AutoCloseable {
    private static final Pattern OUTSIDE = Pattern.compile(
            "(?is)(create\\s+(server|user\\s+mapping|event\\s+trigger|subscription|publication|foreign)|alter\\s+(server|event)).*");
    private static final String PREFIX = "belay_lint_";

    private final Login server;
    private final Optional<ThrowawayServer> own;
    private final String database;
    private final Connection connection;
    private final Execution execution;

    private SchemaCopy(
            Login server, Optional<ThrowawayServer> own, String database, Connection connection, Execution execution) {
        this.server = server;
        this.own = own;
        this.database = database;
        this.connection = connection;
        this.execution = execution;
    }

    /** No copy could be made; the message says why, as the end of a sentence. */
    public static final class NotPossible extends Exception {
        NotPossible(String message) {
            super(message);
        }
    }

    /** Makes it; takes a moment, and the weakest lock on the live tables. */
    public static SchemaCopy of(Connection live, Execution execution, Processes processes)
            throws NotPossible, InterruptedException, SQLException {
        Optional<ScratchSettings> scratch = execution.environment().parts().scratch();
        if (scratch.isEmpty()) {
            throw new NotPossible("the environment file has no \"scratch\"");
        }
        int version = live.getMetaData().getDatabaseMajorVersion();
        ServerPrograms programs = ServerPrograms.find(version)
                .orElseThrow(() -> new NotPossible("PostgreSQL's programs in version " + version
                        + " or newer were not found on the migration worker's host"));
        String searchPath = text(live, "show search_path");
        String schema = SchemaDump.of(programs, execution, processes);
        Optional<Login> named = scratch.get().server();
        try {
            if (named.isPresent()) {
                return create(named.get(), Optional.empty(), schema, searchPath, execution);
            }
            ThrowawayServer own = ThrowawayServer.start(programs, processes, execution);
            try {
                return create(own.login(), Optional.of(own), schema, searchPath, execution);
            } catch (SQLException | RuntimeException failed) {
                own.close();
                throw failed;
            }
        } catch (IOException | SQLException failed) {
            throw new NotPossible("the scratch place could not be used (" + failed.getMessage() + ")");
        }
    }

    private static SchemaCopy create(
            Login server, Optional<ThrowawayServer> own, String schema, String searchPath, Execution execution)
            throws SQLException {
        String prefix =
                PREFIX + Integer.toHexString(execution.environment().name().hashCode()) + "_";
        String database = prefix + random();
        try (Connection session = open(server, execution);
                Statement statement = session.createStatement()) {
            for (String abandoned : texts(
                    session,
                    "select quote_ident(datname) from pg_database where starts_with(datname, '" + prefix
                            + "') and pg_has_role(datdba, 'member')")) {
                statement.execute("drop database if exists " + abandoned + " with (force)");
            }
            statement.execute("create database " + database + " template template0");
        }
        SchemaCopy copy = new SchemaCopy(
                server, own, database, open(ServerAddress.onDatabase(server, database), execution), execution);
        copy.restore(schema, searchPath);
        return copy;
    }

    /** What cannot be made there, such as an extension that is not installed, is left out. */
    private void restore(String schema, String searchPath) throws SQLException {
        String sql = schema.lines().filter(line -> !line.startsWith("\\")).collect(Collectors.joining("\n"));
        for (SqlStatement each : SqlStatements.of(sql)) {
            if (!OUTSIDE.matcher(each.text()).matches()) {
                try (Statement statement = connection.createStatement()) {
                    statement.setEscapeProcessing(false);
                    statement.execute(each.text());
                } catch (SQLException lacking) {
                    if (connection.isClosed()) {
                        throw lacking;
                    }
                }
            }
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("set search_path = " + searchPath);
            statement.execute("set statement_timeout = '60s'");
            statement.execute("set client_min_messages = warning");
        }
    }

    /** A session on it. */
    public Connection connection() {
        return connection;
    }

    /** Where it is, for people. */
    public String description() {
        return own.isPresent() ? "on a throw-away server" : "on the scratch server";
    }

    @Override
    public void close() {
        try {
            connection.close();
            if (own.isEmpty()) {
                try (Connection session = open(server, execution);
                        Statement statement = session.createStatement()) {
                    statement.execute("drop database if exists " + database + " with (force)");
                }
            }
        } catch (SQLException gone) {
            // The next copy of this environment drops what is left.
        } finally {
            own.ifPresent(ThrowawayServer::close);
        }
    }

    static Connection open(Login login, Execution execution) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", login.username());
        properties.setProperty("password", login.password().value());
        properties.setProperty("ApplicationName", execution.sessionName());
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(login.url(), properties);
    }

    private static String text(Connection connection, String sql) throws SQLException {
        return texts(connection, sql).get(0);
    }

    private static List<String> texts(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    static String random() {
        byte[] bytes = new byte[4];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
