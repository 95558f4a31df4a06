package dev.belay.examples.shop;

import dev.belay.examples.production.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;

/** The production database: its roles, its rights, its first schema and its content. */
final class ShopDatabase {
    static final String NAME = "shop_production";

    private final PostgresServer server;
    private final ShopDirectory directory;

    ShopDatabase(PostgresServer server, ShopDirectory directory) {
        this.server = server;
        this.directory = directory;
    }

    /** Before anything is written: a second shop on one server would share the first one's roles. */
    void requireAbsent() throws SQLException {
        try (Connection connection = server.connect()) {
            List<String> found = names(connection, "select datname from pg_database where datname = '" + NAME + "'");
            found.addAll(names(
                    connection,
                    "select rolname from pg_roles where rolname in ('shop_owner', 'shop_app', 'shop_reader')"));
            if (!found.isEmpty()) {
                throw new ShopSetupException("%s has %s already. Remove that shop first, or give another server."
                        .formatted(server, String.join(", ", found)));
            }
        }
    }

    void create() throws SQLException, IOException {
        String roles = new Resource("production/database/roles.sql").text();
        for (ShopRole role : ShopRole.values()) {
            roles = roles.replace("@" + role.login() + "@", role.createPassword(directory));
        }
        try (Connection connection = server.connect()) {
            execute(connection, roles);
            execute(connection, "create database " + NAME + " owner shop_owner template template0 encoding 'UTF8'");
        }
        try (Connection connection = server.connect(NAME)) {
            execute(connection, new Resource("production/database/rights.sql").text());
        }
    }

    /** Migrates as the real tool does, so that the history is what that tool expects to find later. */
    void migrate(Path migrations) throws IOException {
        Flyway.configure()
                .dataSource(server.urlOf(NAME), ShopRole.OWNER.login(), ShopRole.OWNER.password(directory))
                .locations("filesystem:" + migrations)
                .load()
                .migrate();
    }

    void fill() throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(
                server.urlOf(NAME), ShopRole.OWNER.login(), ShopRole.OWNER.password(directory))) {
            connection.setAutoCommit(false);
            execute(connection, new Resource("production/database/content.sql").text());
            connection.commit();
            connection.setAutoCommit(true);
            execute(connection, "vacuum analyze customers, products, orders, order_lines");
        }
    }

    /** Copies that a restore left behind belong to the same owner, and go too. */
    void drop() throws SQLException {
        try (Connection connection = server.connect()) {
            for (String database : names(
                    connection,
                    "select datname from pg_database join pg_roles r on r.oid = datdba where rolname = 'shop_owner'")) {
                execute(connection, "drop database " + quoted(connection, database) + " with (force)");
            }
            execute(connection, "drop role if exists shop_owner, shop_app, shop_reader");
        }
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static String quoted(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select quote_ident(?)")) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
