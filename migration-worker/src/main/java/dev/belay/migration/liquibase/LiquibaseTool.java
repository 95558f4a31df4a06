package dev.belay.migration.liquibase;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.sql.SqlScript;
import dev.belay.migration.sql.SqlStatements;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.migration.tool.HistoryReader;
import dev.belay.migration.tool.HistoryTable;
import dev.belay.migration.tool.HistoryTables;
import dev.belay.migration.tool.MigrationListener;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.migration.tool.PendingMigration.Trace;
import dev.belay.migration.tool.SourceDigest;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.migration.tool.UndoStep;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import liquibase.ChecksumVersion;
import liquibase.change.AbstractSQLChange;
import liquibase.change.Change;
import liquibase.change.core.CreateIndexChange;
import liquibase.change.core.DropIndexChange;
import liquibase.changelog.ChangeSet;
import liquibase.changelog.RanChangeSet;
import liquibase.database.Database;
import liquibase.exception.LiquibaseException;

/** Liquibase in this process. A version is a change set's whole name: file, id and author. */
public final class LiquibaseTool implements MigrationTool {
    private static final String HISTORY = "databasechangelog";

    private final Changelog changelog;

    public LiquibaseTool(TargetSessions sessions, Path directory, MigrationSettings.Changelog settings) {
        this.changelog = new Changelog(sessions, directory, settings);
    }

    @Override
    public String name() {
        return "Liquibase";
    }

    @Override
    public Set<String> historyTables() {
        return HistoryTables.of(Tool.LIQUIBASE);
    }

    /** A failed row is of a change set that Liquibase was told to go on after. */
    @Override
    public List<AppliedMigration> applied(Connection connection) throws SQLException {
        Optional<String> table = HistoryTable.find(connection, HISTORY);
        if (table.isEmpty()) {
            return List.of();
        }
        return HistoryReader.read(
                connection,
                "select filename || '::' || id || '::' || author, '',"
                        + " case when exectype = 'FAILED' then 'FAILED' else 'WHOLE' end from " + table.get()
                        + " where exectype <> 'SKIPPED' order by dateexecuted, orderexecuted");
    }

    @Override
    public List<PendingMigration> pending() throws SQLException {
        return changelog.read(opened -> opened.unrun().stream()
                .map(changeSet -> pending(changeSet, opened.database()))
                .toList());
    }

    @Override
    public List<LintedMigration> sql(List<PendingMigration> wanted) throws SQLException {
        Set<String> names = wanted.stream().map(PendingMigration::version).collect(Collectors.toSet());
        return changelog.read(opened -> opened.unrun().stream()
                .filter(changeSet -> names.contains(Changelog.name(changeSet)))
                .map(changeSet -> ChangeSetSql.of(changeSet, opened.database()))
                .toList());
    }

    private static PendingMigration pending(ChangeSet changeSet, Database database) {
        String name = Changelog.name(changeSet);
        return new PendingMigration(
                name,
                "",
                name,
                trace(changeSet),
                changeSet.supportsRollback(database) ? "" : "no rollback",
                SourceDigest.of(
                        changeSet.generateCheckSum(ChecksumVersion.latest()).toString()));
    }

    private static Trace trace(ChangeSet changeSet) {
        if (changeSet.isRunInTransaction()) {
            return Trace.NONE;
        }
        return changeSet.getChanges().stream().allMatch(LiquibaseTool::worksOnIndexesOnly)
                ? Trace.SCHEMA
                : Trace.UNSEEN;
    }

    private static boolean worksOnIndexesOnly(Change change) {
        if (change instanceof AbstractSQLChange text) {
            String sql = String.valueOf(text.getSql());
            return new SqlScript("", sql, false, SqlStatements.of(sql)).worksOnIndexesOnly();
        }
        return change instanceof CreateIndexChange || change instanceof DropIndexChange;
    }

    @Override
    public void apply(List<PendingMigration> wanted, MigrationListener listener) throws SQLException {
        changelog.change(
                listener, opened -> opened.liquibase().update(wanted.size(), opened.contexts(), opened.labels()));
    }

    @Override
    public List<UndoStep> planUndo(List<AppliedMigration> since) throws SQLException {
        return changelog.read(opened -> plan(since, opened));
    }

    private List<UndoStep> plan(List<AppliedMigration> since, Changelog.Opened opened) throws LiquibaseException {
        Map<String, ChangeSet> known = opened.all().stream()
                .collect(Collectors.toMap(Changelog::name, Function.identity(), (one, other) -> one));
        List<UndoStep> steps = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int index = since.size() - 1; index >= 0; index--) {
            AppliedMigration migration = since.get(index);
            ChangeSet changeSet = known.get(migration.version());
            if (changeSet == null) {
                missing.add(migration.version() + " is not in " + changelog.file());
            } else if (!changeSet.supportsRollback(opened.database())) {
                missing.add(migration.version() + " has no rollback");
            } else {
                steps.add(new UndoStep(
                        migration, migration.version(), changeSet.isRunInTransaction(), () -> takeBack(migration)));
            }
        }
        if (!missing.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    since.size() + " change sets were applied since, and the way back is missing for " + missing.size()
                            + " of them: " + String.join("; ", missing) + ". Nothing was undone.",
                    "Choose restore, or take back by hand what they did.");
        }
        return steps;
    }

    /** Liquibase takes back what it applied last, so that must be the one that is meant. */
    private void takeBack(AppliedMigration migration) throws SQLException {
        changelog.change(Untold.LISTENER, opened -> {
            List<RanChangeSet> ran = opened.database().getRanChangeSetList();
            String last = ran.isEmpty() ? "none" : name(ran.get(ran.size() - 1));
            if (!last.equals(migration.version())) {
                throw new ToolRefused(
                        "The change set that was applied last is " + last + "; expected was " + migration.version()
                                + ". Somebody else changes the history at the same time.",
                        "Make sure that nothing else migrates this database, then retry.");
            }
            opened.liquibase().rollback(1, null, opened.contexts(), opened.labels());
        });
    }

    private static String name(RanChangeSet ran) {
        return ran.getChangeLog() + "::" + ran.getId() + "::" + ran.getAuthor();
    }
}
