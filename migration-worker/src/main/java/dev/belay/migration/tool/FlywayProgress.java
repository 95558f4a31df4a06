package dev.belay.migration.tool;

import dev.belay.migration.session.TargetSessions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Follows Flyway from one migration to the next, and gives each the patience with locks that it needs. */
final class FlywayProgress extends BaseCallback {
    private final MigrationListener listener;
    private final Predicate<String> outsideOfTransactions;
    private final Duration lockTimeout;

    FlywayProgress(MigrationListener listener, Predicate<String> outsideOfTransactions, Duration lockTimeout) {
        this.listener = listener;
        this.outsideOfTransactions = outsideOfTransactions;
        this.lockTimeout = lockTimeout;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        String file = context.getMigrationInfo().getScript();
        if (event == Event.AFTER_EACH_MIGRATE) {
            listener.applied(file);
            return;
        }
        listener.begins(file);
        try {
            TargetSessions.waitForLocks(
                    context.getConnection(), outsideOfTransactions.test(file) ? Duration.ZERO : lockTimeout);
        } catch (SQLException failed) {
            throw new FlywayException("The lock timeout could not be set before " + file, failed);
        }
    }
}
