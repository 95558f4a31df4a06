package dev.belay.backup.benchmark;

import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.Durability;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.embedded.postgres.PostgresConfiguration;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A server of its own with fsync on, whose database "app" has orders of 16 columns and 6 indexes, and customers. */
public final class MeasuredServer {
    public static final int MEGABYTES = Integer.getInteger("belay.benchmark.megabytes", 100);
    public static final int RUNS = Integer.getInteger("belay.benchmark.runs", 3);

    /** With its indexes, a megabyte of the database holds so many orders. */
    private static final int ROWS_A_MEGABYTE = 960;

    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final EmbeddedPostgres server;

    private MeasuredServer(EmbeddedPostgres server) {
        this.server = server;
    }

    public static MeasuredServer start() throws SQLException {
        return start(OwnPostgres.start(MeasuredServer::settings));
    }

    /** In a directory of the caller's, who closes it and removes the directory. */
    public static MeasuredServer in(Path directory) throws SQLException {
        return start(EmbeddedPostgres.start(settings(PostgresConfiguration.in(directory))));
    }

    private static PostgresConfiguration settings(PostgresConfiguration usual) {
        return usual.withDurability(Durability.KEPT)
                .withSetting("shared_buffers", "512MB")
                .withSetting("max_wal_senders", "10")
                .withSetting("max_wal_size", "4GB");
    }

    private static MeasuredServer start(EmbeddedPostgres server) throws SQLException {
        MeasuredServer started = new MeasuredServer(server);
        started.server.createDatabase("app");
        started.fill();
        return started;
    }

    public void close() {
        server.close();
    }

    public int orders() {
        return MEGABYTES * ROWS_A_MEGABYTE;
    }

    public Login login(String database) {
        return login(database, server.username());
    }

    /** Roles that a benchmark makes have the server's password. */
    public Login login(String database, String user) {
        return new Login(server.jdbcUrl(database), user, new Secret(server.password()));
    }

    public String password() {
        return server.password();
    }

    /** The database's size in megabytes. */
    public long megabytes() throws SQLException {
        return Long.parseLong(text("postgres", "select pg_database_size('app') / 1000000"));
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(database), server.username(), server.password());
    }

    public void execute(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    public String text(String database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    /** Leaves nothing to be written that would hold up what is measured next. */
    public void settle() throws Exception {
        execute("postgres", "checkpoint");
        shell("sync");
    }

    /** Runs a script of bash, which finds the programs in $PG and the server in the usual variables. */
    public void shell(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", script);
        builder.environment().put("PG", PROGRAMS.toString());
        builder.environment().put("PGHOST", server.host());
        builder.environment().put("PGPORT", String.valueOf(server.port()));
        builder.environment().put("PGUSER", server.username());
        builder.environment().put("PGPASSWORD", server.password());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(script + ": " + said);
        }
    }

    private void fill() throws SQLException {
        int rows = orders();
        int customers = Math.max(1, rows / 10);
        execute(
                "app",
                "create table customers (id bigserial primary key, name text not null, email text unique,"
                        + " address text, created timestamptz default now())",
                "insert into customers (name, email, address) select 'customer ' || i, md5(i::text) ||"
                        + " '@example.org', repeat(md5((i * 7)::text), 3) from generate_series(1, " + customers
                        + ") i",
                "create table orders (id bigserial primary key, customer bigint not null, status text,"
                        + " total numeric(12,2), tax numeric(12,2), currency text, placed timestamptz, shipped"
                        + " timestamptz, note text, reference text, channel text, country text, city text, street text,"
                        + " weight int, details jsonb)",
                "insert into orders select i, 1 + i % " + customers + ", (array['new', 'paid', 'sent'])[1 + i % 3],"
                        + " i % 9977, i % 977, 'EUR', now() - i * interval '1 minute', now(), repeat(md5(i::text), 8),"
                        + " md5((i * 3)::text), 'web', 'DE', 'city ' || i % 500, md5((i * 5)::text), i % 1000,"
                        + " jsonb_build_object('a', md5((i * 11)::text), 'b', i, 'c', repeat(md5((i * 13)::text), 8))"
                        + " from generate_series(1, " + rows + ") i");
        for (String column : List.of("customer", "placed", "reference", "city", "street")) {
            execute("app", "create index on orders (" + column + ")");
        }
        execute("app", "vacuum analyze");
    }
}
