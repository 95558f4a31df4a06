package dev.belay.examples.production;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The database of a system: its roles, their rights, and its first content. */
final class SystemDatabase {
    /** A restore beside the live database needs to see the sessions on it and to end them. */
    private static final String ROLES = """
            create role @db@_owner login createdb password '@owner@';
            create role @db@_app login password '@app@';
            create role @db@_reader login password '@reader@';
            grant pg_read_all_stats, pg_signal_backend to @db@_owner;
            grant pg_read_all_stats to @db@_reader;
            alter role @db@_reader set default_transaction_read_only = on;
            alter role @db@_reader set statement_timeout = '60s'""";

    /** What a later migration creates is usable without a grant of its own. */
    private static final String RIGHTS = """
            revoke all on database @db@ from public;
            grant connect on database @db@ to @db@_app, @db@_reader;
            alter schema public owner to @db@_owner;
            revoke all on schema public from public;
            grant usage on schema public to @db@_app, @db@_reader;
            alter default privileges for role @db@_owner in schema public
                grant select, insert, update, delete on tables to @db@_app;
            alter default privileges for role @db@_owner in schema public grant usage on sequences to @db@_app;
            alter default privileges for role @db@_owner in schema public grant select on tables to @db@_reader""";

    private final PostgresServer server;
    private final String name;
    private final Secrets secrets;

    SystemDatabase(PostgresServer server, String name, Secrets secrets) {
        this.server = server;
        this.name = name;
        this.secrets = secrets;
    }

    String url() {
        return server.urlOf(name);
    }

    void create() throws SQLException, IOException {
        String roles = filled(ROLES);
        for (SystemRole role : SystemRole.values()) {
            secrets.create(role.label());
            roles = roles.replace("@" + role.label() + "@", secrets.read(role.label()));
        }
        try (Connection connection = server.connect()) {
            execute(connection, roles);
            execute(
                    connection,
                    "create database %s owner %s template template0 encoding 'UTF8'"
                            .formatted(name, SystemRole.OWNER.login(name)));
        }
        try (Connection connection = server.connect(name)) {
            execute(connection, filled(RIGHTS));
        }
    }

    void fill(Path content) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection(
                url(), SystemRole.OWNER.login(name), secrets.read(SystemRole.OWNER.label()))) {
            connection.setAutoCommit(false);
            execute(connection, Files.readString(content));
            connection.commit();
        }
        try (Connection connection = server.connect(name)) {
            execute(connection, "vacuum analyze");
        }
    }

    private String filled(String sql) {
        return sql.replace("@db@", name);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
