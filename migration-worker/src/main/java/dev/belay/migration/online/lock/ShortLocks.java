package dev.belay.migration.online.lock;

import dev.belay.migration.session.Blocker;
import dev.belay.worker.execution.Execution;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Runs transactions that need locks which stop others: each try waits for a moment only, so that nobody queues behind
 * it for longer, and then lets the others get on.
 */
public final class ShortLocks {
    private final Connection connection;
    private final LockPatience patience;
    private final Waiting waiting;
    private final Execution execution;

    public ShortLocks(Connection connection, LockPatience patience, Waiting waiting, Execution execution) {
        this.connection = connection;
        this.patience = patience;
        this.waiting = waiting;
        this.execution = execution;
    }

    /** The statements of one transaction. */
    public interface Transaction {
        void run(Connection connection) throws SQLException;
    }

    public LockPatience patience() {
        return patience;
    }

    /** A budget of its own for an effect that tries by itself. */
    public LockBudget budget() {
        return new LockBudget(patience, execution);
    }

    /**
     * Runs a transaction, until it has its locks.
     *
     * @param what for people
     * @param relations the tables whose holders are named
     */
    public void run(String what, List<Long> relations, Transaction transaction) throws SQLException {
        LockBudget budget = budget();
        while (!tried(transaction)) {
            List<Blocker> holders = LockHolders.of(connection, relations);
            waiting.waits(what, holders);
            budget.pause(what, holders);
        }
    }

    private boolean tried(Transaction transaction) throws SQLException {
        return ShortTransaction.attempt(connection, patience.timeout(), session -> {
                    transaction.run(session);
                    return true;
                })
                .isPresent();
    }
}
