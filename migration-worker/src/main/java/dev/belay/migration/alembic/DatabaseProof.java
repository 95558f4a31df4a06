package dev.belay.migration.alembic;

import dev.belay.migration.command.ToolCommand;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.HistoryTable;
import dev.belay.migration.tool.ToolRefused;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * Proves that the command works on the environment's database: its books are locked there for a moment, and the command
 * has to be seen waiting for them.
 */
final class DatabaseProof implements AutoCloseable {
    private static final String WAITING = "select application_name from pg_stat_activity"
            + " where datname = current_database() and ? = any (pg_blocking_pids(pid)) limit 1";
    private static final long LOOK_MILLIS = 10;

    private final Connection holder;
    private final Connection looker;
    private final boolean there;
    private final LinkedBlockingQueue<Boolean> ended = new LinkedBlockingQueue<>();
    private Optional<String> seen = Optional.empty();

    private DatabaseProof(Connection holder, Connection looker, boolean there) {
        this.holder = holder;
        this.looker = looker;
        this.there = there;
    }

    static void require(String table, ToolCommand command, TargetSessions sessions)
            throws SQLException, InterruptedException {
        try (Connection holder = sessions.open();
                Connection looker = sessions.open();
                DatabaseProof proof = begin(table, holder, looker, sessions.areOnACopy())) {
            proof.prove(command, sessions.lockTimeout());
        }
    }

    /** On a copy there are always books to wait for, so that nothing is ever made where the command is connected. */
    private static DatabaseProof begin(String table, Connection holder, Connection looker, boolean onACopy)
            throws SQLException {
        if (onACopy) {
            try (Statement statement = holder.createStatement()) {
                statement.execute("create table if not exists " + table
                        + " (version_num varchar(32) constraint alembic_version_pkc primary key)");
            }
        }
        Optional<String> found = HistoryTable.find(holder, table);
        holder.setAutoCommit(false);
        try (Statement statement = holder.createStatement()) {
            statement.execute(
                    found.isPresent()
                            ? "lock table " + found.get() + " in access exclusive mode"
                            : "create table " + table + " (version_num varchar(32) primary key)");
        }
        return new DatabaseProof(holder, looker, found.isPresent());
    }

    /** A first migration finds no books; making them is the one harmless thing that has to wait. */
    private void prove(ToolCommand command, Duration lockTimeout) throws SQLException, InterruptedException {
        Thread watch = new Thread(this::look, "database-proof");
        watch.setDaemon(true);
        watch.start();
        try {
            if (there) {
                command.read(List.of("current"));
            } else {
                command.run(List.of("ensure_version"), lockTimeout, line -> {});
            }
        } finally {
            ended.add(true);
            watch.join();
        }
        if (seen.isEmpty()) {
            throw new ToolRefused(
                    "Alembic is connected to another database than the environment's: it did not touch "
                            + (there ? "the locked table alembic_version" : "the new table alembic_version")
                            + " there. Nothing was changed.",
                    "Let env.py read DATABASE_URL or the PG variables, or give it its own by \"variables\" of "
                            + "\"migrations\", or by -x arguments of \"command\", in the environment file.");
        }
        if (seen.get().isEmpty() || !command.sessionName().startsWith(seen.get())) {
            throw new ToolRefused(
                    "Alembic's sessions are named \"" + seen.get() + "\"; expected was \"" + command.sessionName()
                            + "\", for nobody could find and end them otherwise. Nothing was changed.",
                    "Take application_name out of the connection's arguments in env.py; with asyncpg, which does not "
                            + "read PGAPPNAME, pass it: connect_args={\"server_settings\": {\"application_name\": "
                            + "os.environ[\"PGAPPNAME\"]}}.");
        }
    }

    private void look() {
        try (PreparedStatement query = looker.prepareStatement(WAITING)) {
            query.setInt(1, holder.unwrap(PGConnection.class).getBackendPID());
            while (seen.isEmpty() && ended.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS) == null) {
                try (ResultSet row = query.executeQuery()) {
                    if (row.next()) {
                        seen = Optional.of(String.valueOf(row.getString(1)));
                    }
                }
            }
            holder.rollback();
        } catch (SQLException unseen) {
            // What was not seen is refused.
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws SQLException {
        if (!holder.isClosed()) {
            holder.rollback();
        }
    }
}
