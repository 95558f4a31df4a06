package dev.belay.migration.liquibase;

import java.sql.Connection;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.DatabaseException;

/**
 * A session in which the effect of a change set and its row of the history are committed together. Liquibase commits
 * the two one after the other, and who dies in between leaves a change that no history knows.
 */
final class WholeChangeSets extends JdbcConnection {
    private boolean within;

    WholeChangeSets(Connection connection) {
        super(connection);
    }

    /** From now on, until {@link #ends}, only what ends a change set commits. */
    void begins() {
        within = true;
    }

    void ends() {
        within = false;
    }

    @Override
    public void commit() throws DatabaseException {
        if (!within) {
            super.commit();
        }
    }
}
