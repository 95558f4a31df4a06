package dev.belay.migration.liquibase;

import dev.belay.migration.tool.MigrationListener;
import java.util.OptionalLong;

/** Tells nobody. */
enum Untold implements MigrationListener {
    LISTENER;

    @Override
    public void begins(String file) {
        // Nobody follows.
    }

    @Override
    public void counted(long done, OptionalLong total) {
        // Nobody follows.
    }

    @Override
    public void applied(String file) {
        // Nobody follows.
    }
}
