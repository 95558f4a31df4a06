package dev.belay.migration.session;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Hands an execution's sessions to a library that asks for a data source. */
public final class SessionSource implements DataSource {
    private final TargetSessions sessions;

    public SessionSource(TargetSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return sessions.open();
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException("Sessions are opened with the environment's own login only");
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // The driver's own log is not wanted.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // TargetDatabase bounds the login.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("Not logged through java.util.logging");
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("Wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
