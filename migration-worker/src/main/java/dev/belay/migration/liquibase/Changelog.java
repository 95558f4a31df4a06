package dev.belay.migration.liquibase;

import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationListener;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.worker.environment.settings.MigrationSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.Scope;
import liquibase.changelog.ChangeSet;
import liquibase.database.Database;
import liquibase.database.core.PostgresDatabase;
import liquibase.exception.LiquibaseException;
import liquibase.resource.DirectoryResourceAccessor;
import liquibase.ui.LoggerUIService;

/** A release's changelog, opened on one session after the other. */
final class Changelog {
    private final TargetSessions sessions;
    private final Path directory;
    private final MigrationSettings.Changelog settings;

    Changelog(TargetSessions sessions, Path directory, MigrationSettings.Changelog settings) {
        this.sessions = sessions;
        this.directory = directory;
        this.settings = settings;
    }

    /** Looks something up in an open changelog. */
    interface Look<T> {
        T at(Opened opened) throws LiquibaseException;
    }

    /** Changes the database by an open changelog. */
    interface Change {
        void by(Opened opened) throws LiquibaseException;
    }

    /** A changelog with its contexts and labels, on one session. */
    record Opened(Liquibase liquibase, Database database, Contexts contexts, LabelExpression labels) {
        /** What would run next, in that order; writes nothing. */
        List<ChangeSet> unrun() throws LiquibaseException {
            return liquibase.listUnrunChangeSets(contexts, labels, false);
        }

        List<ChangeSet> all() throws LiquibaseException {
            return liquibase.getDatabaseChangeLog().getChangeSets();
        }
    }

    /** As Liquibase itself writes it, and as its history keeps it. */
    static String name(ChangeSet changeSet) {
        return changeSet.getFilePath() + "::" + changeSet.getId() + "::" + changeSet.getAuthor();
    }

    Path file() {
        return directory.resolve(settings.file());
    }

    <T> T read(Look<T> look) throws SQLException {
        try (Connection connection = sessions.open()) {
            return open(new WholeChangeSets(connection), Untold.LISTENER, look);
        }
    }

    /** Under Liquibase's lock. */
    void change(MigrationListener listener, Change change) throws SQLException {
        try (Connection holder = sessions.open();
                ChangelogLock lock = ChangelogLock.take(holder);
                Connection connection = sessions.open()) {
            open(new WholeChangeSets(connection), listener, opened -> {
                change.by(opened);
                return true;
            });
        }
    }

    private <T> T open(WholeChangeSets session, MigrationListener listener, Look<T> look) {
        requireThere();
        try (DirectoryResourceAccessor files = new DirectoryResourceAccessor(directory)) {
            return Scope.child(Map.of(Scope.Attr.ui.name(), new LoggerUIService()), () -> {
                Database database = new PostgresDatabase();
                database.setConnection(session);
                Liquibase liquibase = new Liquibase(settings.file(), files, database);
                liquibase.setChangeExecListener(new FollowedChangeSets(session, listener, sessions.lockTimeout()));
                return look.at(new Opened(
                        liquibase,
                        database,
                        new Contexts(settings.contexts()),
                        new LabelExpression(settings.labels())));
            });
        } catch (Exception failed) {
            throw LiquibaseErrors.translate(failed);
        }
    }

    private void requireThere() {
        if (!Files.isRegularFile(file())) {
            throw new ToolRefused(
                    "The changelog " + file() + " is not there on the worker's host.",
                    "Check migrations.directory and migrations.changelog in the environment file, and that the release"
                            + " was prepared.");
        }
    }
}
