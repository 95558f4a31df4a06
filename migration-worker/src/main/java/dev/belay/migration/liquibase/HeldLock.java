package dev.belay.migration.liquibase;

import liquibase.database.Database;
import liquibase.lockservice.DatabaseChangeLogLock;
import liquibase.lockservice.LockService;

/** Keeps Liquibase from taking its lock, which {@link ChangelogLock} holds around all that it does here. */
public final class HeldLock implements LockService {
    @Override
    public int getPriority() {
        return PRIORITY_DATABASE;
    }

    @Override
    public boolean supports(Database database) {
        return true;
    }

    @Override
    public void setDatabase(Database database) {
        // The lock is held for a database already.
    }

    @Override
    public void setChangeLogLockWaitTime(long minutes) {
        // There is nothing to wait for.
    }

    @Override
    public void setChangeLogLockRecheckTime(long seconds) {
        // There is nothing to wait for.
    }

    @Override
    public boolean hasChangeLogLock() {
        return true;
    }

    @Override
    public void waitForLock() {
        // It is held.
    }

    @Override
    public boolean acquireLock() {
        return true;
    }

    @Override
    public void releaseLock() {
        // Who holds it releases it.
    }

    @Override
    public DatabaseChangeLogLock[] listLocks() {
        return new DatabaseChangeLogLock[0];
    }

    @Override
    public void forceReleaseLock() {
        // Who holds it releases it.
    }

    @Override
    public void reset() {
        // It knows nothing.
    }

    @Override
    public void init() {
        // Its table is there.
    }

    @Override
    public void destroy() {
        // Its table stays.
    }
}
