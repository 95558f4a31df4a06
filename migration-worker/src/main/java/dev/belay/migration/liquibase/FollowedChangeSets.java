package dev.belay.migration.liquibase;

import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationListener;
import java.sql.SQLException;
import java.time.Duration;
import liquibase.change.Change;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.ChangeSet.ExecType;
import liquibase.changelog.ChangeSet.RunStatus;
import liquibase.changelog.DatabaseChangeLog;
import liquibase.changelog.visitor.AbstractChangeExecListener;
import liquibase.database.Database;
import liquibase.exception.UnexpectedLiquibaseException;

/** Follows Liquibase from one change set to the next, and gives each the patience with locks that it needs. */
final class FollowedChangeSets extends AbstractChangeExecListener {
    private final WholeChangeSets session;
    private final MigrationListener listener;
    private final Duration lockTimeout;

    FollowedChangeSets(WholeChangeSets session, MigrationListener listener, Duration lockTimeout) {
        this.session = session;
        this.listener = listener;
        this.lockTimeout = lockTimeout;
    }

    @Override
    public void willRun(ChangeSet changeSet, DatabaseChangeLog changelog, Database database, RunStatus runStatus) {
        listener.begins(Changelog.name(changeSet));
        session.begins();
    }

    /** What is set before this is rolled back, once the change set's preconditions are looked at. */
    @Override
    public void willRun(Change change, ChangeSet changeSet, DatabaseChangeLog changelog, Database database) {
        if (!changeSet.isRunInTransaction()) {
            waitForLocks(Duration.ZERO);
        }
    }

    @Override
    public void ran(ChangeSet changeSet, DatabaseChangeLog changelog, Database database, ExecType execType) {
        session.ends();
        waitForLocks(lockTimeout);
        listener.applied(Changelog.name(changeSet));
    }

    @Override
    public void runFailed(ChangeSet changeSet, DatabaseChangeLog changelog, Database database, Exception failed) {
        session.ends();
    }

    @Override
    public void willRollback(ChangeSet changeSet, DatabaseChangeLog changelog, Database database) {
        session.begins();
        waitForLocks(changeSet.isRunInTransaction() ? lockTimeout : Duration.ZERO);
    }

    @Override
    public void rolledBack(ChangeSet changeSet, DatabaseChangeLog changelog, Database database) {
        session.ends();
    }

    @Override
    public void rollbackFailed(ChangeSet changeSet, DatabaseChangeLog changelog, Database database, Exception failed) {
        session.ends();
    }

    private void waitForLocks(Duration timeout) {
        try {
            TargetSessions.waitForLocks(session.getUnderlyingConnection(), timeout);
        } catch (SQLException failed) {
            throw new UnexpectedLiquibaseException("The lock timeout could not be set", failed);
        }
    }
}
