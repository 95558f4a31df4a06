package dev.belay.migration.online.operation;

import java.sql.Connection;
import java.sql.SQLException;

/** What is written in the same transaction as the last effect of a step. */
public interface Finale {
    Finale NOTHING = connection -> {};

    void write(Connection connection) throws SQLException;
}
