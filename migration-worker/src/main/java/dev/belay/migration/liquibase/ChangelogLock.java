package dev.belay.migration.liquibase;

import dev.belay.migration.tool.HistoryTable;
import dev.belay.migration.tool.ToolRefused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Liquibase's own lock, as every Liquibase sees it, under the name of the session that holds it. Where that session is
 * gone, so is the lock: Liquibase by itself would leave it to somebody who finds it.
 */
final class ChangelogLock implements AutoCloseable {
    static final String TABLE = "databasechangeloglock";

    private final Connection session;
    private final String table;

    private ChangelogLock(Connection session, String table) {
        this.session = session;
        this.table = table;
    }

    /**
     * Takes the lock, where nobody holds it.
     *
     * @param session in autocommit, kept open by the caller until the lock is closed
     * @throws ToolRefused when somebody else holds it
     */
    static ChangelogLock take(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("create table if not exists " + TABLE + " (id integer not null, locked boolean not null,"
                    + " lockgranted timestamp without time zone, lockedby character varying(255),"
                    + " constraint databasechangeloglock_pkey primary key (id))");
        }
        String table = HistoryTable.qualified(session, TABLE);
        try (Statement statement = session.createStatement()) {
            statement.execute("insert into " + table + " (id, locked) values (1, false) on conflict do nothing");
            int taken = statement.executeUpdate("update " + table + " set locked = true, lockgranted = localtimestamp,"
                    + " lockedby = current_setting('application_name') where id = 1 and (not locked or"
                    + " (lockedby like 'belay/%' and not exists (select from pg_stat_activity a where"
                    + " a.datname = current_database() and a.application_name = lockedby"
                    + " and a.pid <> pg_backend_pid())))");
            if (taken != 1) {
                throw held(statement, table);
            }
        }
        return new ChangelogLock(session, table);
    }

    private static ToolRefused held(Statement statement, String table) throws SQLException {
        try (ResultSet row = statement.executeQuery("select lockedby, lockgranted from " + table + " where id = 1")) {
            row.next();
            return new ToolRefused(
                    "Liquibase's lock is held by " + row.getString(1) + " since " + row.getString(2)
                            + "; expected was that nobody else migrates. Nothing was changed.",
                    "Wait until that has ended; where nothing runs any more, run \"liquibase release-locks\".");
        }
    }

    @Override
    public void close() throws SQLException {
        try (PreparedStatement release = session.prepareStatement("update " + table
                + " set locked = false, lockgranted = null, lockedby = null where id = 1"
                + " and lockedby = current_setting('application_name')")) {
            release.executeUpdate();
        }
    }
}
