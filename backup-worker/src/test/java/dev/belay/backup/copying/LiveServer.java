package dev.belay.backup.copying;

import dev.belay.embedded.junit.OwnPostgres;
import dev.belay.embedded.postgres.EmbeddedPostgres;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.testing.Environments;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A server with one database to copy, whose login may read the server's files. */
final class LiveServer {
    private static final LiveServer SHARED = new LiveServer();

    private final EmbeddedPostgres server = OwnPostgres.start(configuration -> configuration
            .withSetting("wal_level", "logical")
            .withSetting("max_wal_senders", "10")
            .withSetting("max_replication_slots", "10")
            .withSetting("shared_preload_libraries", "pg_stat_statements,pg_prewarm"));

    LiveServer() {
        execute(
                "postgres",
                "create role shop_owner login password '" + server.password() + "'",
                "create role shop_copier login replication password '" + server.password() + "' in role shop_owner",
                "create role shop_reader login password '" + server.password() + "'",
                "create database shop owner shop_owner");
        execute(
                "shop",
                "set role shop_owner",
                "create table orders (id bigserial primary key, note text)",
                "insert into orders (note) select md5(i::text) from generate_series(1, 20000) i",
                "create table customers (id bigserial primary key, name text)",
                "insert into customers (name) select 'customer ' || i from generate_series(1, 500) i",
                "grant select on all tables in schema public to shop_reader",
                "alter role shop_owner in database shop set search_path = public, pg_catalog");
    }

    static LiveServer shared() {
        return SHARED;
    }

    Login login(String user) {
        return login("shop", user);
    }

    Login login(String database, String user) {
        return new Login(server.jdbcUrl(database), user, new Secret(server.password()));
    }

    Login superuser() {
        return login("postgres", server.username());
    }

    /** The login may copy files. */
    Environment environment(Path backups) {
        return Environments.environment()
                .backups(backups, 3)
                .database(login("shop_copier"))
                .localScratch()
                .build();
    }

    /** The login may not copy files. */
    Environment environmentOfOwner(Path backups) {
        return Environments.environment()
                .backups(backups, 3)
                .database(login("shop_owner"))
                .localScratch()
                .build();
    }

    Environment environmentWithScratch(Path backups, Login scratch) {
        return Environments.environment()
                .backups(backups, 3)
                .database(login("shop_copier"))
                .scratch(scratch)
                .build();
    }

    EmbeddedPostgres server() {
        return server;
    }

    void execute(String database, String... statements) {
        execute(new Login(server.jdbcUrl(database), server.username(), new Secret(server.password())), statements);
    }

    String text(String database, String query) {
        return text(new Login(server.jdbcUrl(database), server.username(), new Secret(server.password())), query);
    }

    static void execute(Login login, String... statements) {
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static String text(Login login, String query) {
        try (Connection connection = connect(login);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    List<String> databases() {
        return List.of(text("postgres", "select string_agg(datname, ',' order by datname) from pg_database")
                .split(","));
    }

    private static Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(
                login.url(), login.username(), login.password().value());
    }
}
