package dev.belay.migration.alembic;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.command.CountedLines;
import dev.belay.migration.command.GeneratedSql;
import dev.belay.migration.command.ToolCommand;
import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.migration.tool.AppliedMigration.Condition;
import dev.belay.migration.tool.HistoryTable;
import dev.belay.migration.tool.HistoryTables;
import dev.belay.migration.tool.MigrationListener;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.migration.tool.PendingMigration.Trace;
import dev.belay.migration.tool.UndoStep;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Alembic's revisions, by the system's own command; each revision is a command of its own, so that it is whole or not
 * there whatever the project's settings of transactions are.
 */
public final class AlembicTool implements MigrationTool {
    private static final String HISTORY = "alembic_version";
    private static final String BASE = "base";
    private static final Pattern CHANGES = Pattern.compile("New upgrade operations detected: (.*)");

    private final TargetSessions sessions;
    private final ToolCommand command;
    private Optional<RevisionHistory> history = Optional.empty();
    private boolean proven;

    public AlembicTool(TargetSessions sessions, ToolCommand command) {
        this.sessions = sessions;
        this.command = command;
    }

    @Override
    public String name() {
        return "Alembic";
    }

    @Override
    public Set<String> historyTables() {
        return HistoryTables.of(Tool.ALEMBIC);
    }

    /** The books hold the newest revision only; those before it are known where the release's files are. */
    @Override
    public List<AppliedMigration> applied(Connection connection) throws SQLException, InterruptedException {
        List<String> newest = newest(connection);
        if (newest.isEmpty() || !Files.isDirectory(command.directory())) {
            return newest.stream()
                    .map(id -> new AppliedMigration(id, "", Condition.WHOLE))
                    .toList();
        }
        return history().upTo(newest).stream()
                .map(revision -> new AppliedMigration(revision.id(), revision.message(), Condition.WHOLE))
                .toList();
    }

    private static List<String> newest(Connection connection) throws SQLException {
        List<String> newest = new ArrayList<>();
        Optional<String> table = HistoryTable.find(connection, HISTORY);
        if (table.isPresent()) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select version_num from " + table.get() + " order by 1")) {
                while (rows.next()) {
                    newest.add(rows.getString(1));
                }
            }
        }
        return newest;
    }

    private RevisionHistory history() throws SQLException, InterruptedException {
        if (history.isEmpty()) {
            history = Optional.of(RevisionHistory.parse(command.read(List.of("history", "--verbose"))));
        }
        return history.get();
    }

    @Override
    public List<PendingMigration> pending() throws SQLException, InterruptedException {
        RevisionHistory revisions = history();
        revisions.requireOneHead();
        try (Connection connection = sessions.open()) {
            List<Revision> applied = revisions.upTo(newest(connection));
            return revisions.all().stream()
                    .filter(revision -> !applied.contains(revision))
                    .map(AlembicTool::pending)
                    .toList();
        }
    }

    /** Each from its parent on: what the tool says it would run, with the database asked nothing. */
    @Override
    public List<LintedMigration> sql(List<PendingMigration> wanted) throws SQLException, InterruptedException {
        List<LintedMigration> migrations = new ArrayList<>();
        for (PendingMigration next : wanted) {
            Revision revision = history().all().stream()
                    .filter(known -> known.id().equals(next.version()))
                    .findFirst()
                    .orElseThrow();
            String from =
                    revision.parents().isEmpty() ? BASE : revision.parents().get(0);
            String printed = command.read(List.of("upgrade", from + ":" + revision.id(), "--sql"));
            migrations.add(GeneratedSql.of(
                    revision.file(),
                    printed,
                    GeneratedSql.source(revision.path().toString()),
                    next.trace() == Trace.NONE));
        }
        return migrations;
    }

    @Override
    public List<String> missing() throws SQLException, InterruptedException {
        try {
            command.read(List.of("check"));
            return List.of();
        } catch (CommandFailed failed) {
            Matcher changes = CHANGES.matcher(failed.excerpt());
            if (!changes.find()) {
                throw failed;
            }
            return List.of(changes.group(1).strip());
        }
    }

    private static PendingMigration pending(Revision revision) {
        RevisionFile file = RevisionFile.of(revision);
        return new PendingMigration(
                revision.id(),
                revision.message(),
                revision.file(),
                file.mayLeaveAPart() ? Trace.UNSEEN : Trace.NONE,
                file.irreversible(),
                file.digest());
    }

    @Override
    public void apply(List<PendingMigration> wanted, MigrationListener listener)
            throws SQLException, InterruptedException {
        requireSameDatabase();
        CountedLines lines = new CountedLines(command.settings().progress(), listener);
        for (PendingMigration migration : wanted) {
            listener.begins(migration.file());
            run("Applying " + migration.label(), "upgrade", migration.version(), migration.version(), lines::read);
            listener.applied(migration.file());
        }
    }

    private void requireSameDatabase() throws SQLException, InterruptedException {
        if (!proven) {
            DatabaseProof.require(HISTORY, command, sessions);
            proven = true;
        }
    }

    private void run(String doing, String direction, String target, String revision, Consumer<String> line)
            throws SQLException, InterruptedException {
        Duration patience = RevisionFile.of(history().require(revision)).runsOutsideOfTransactions()
                ? Duration.ZERO
                : sessions.lockTimeout();
        try {
            command.run(List.of(direction, target), patience, line);
        } catch (CommandFailed failed) {
            throw failed.during(doing);
        }
    }

    @Override
    public List<UndoStep> planUndo(List<AppliedMigration> since) throws SQLException, InterruptedException {
        List<UndoStep> steps = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int index = since.size() - 1; index >= 0; index--) {
            AppliedMigration migration = since.get(index);
            Revision revision = history().require(migration.version());
            RevisionFile file = RevisionFile.of(revision);
            if (!file.irreversible().isEmpty()) {
                missing.add(revision.file() + ": " + file.irreversible());
            }
            if (revision.parents().size() > 1) {
                missing.add(revision.file() + ": it merges " + String.join(" and ", revision.parents())
                        + ", and Alembic goes back to one revision only");
            }
            String target = revision.parents().stream().findFirst().orElse(BASE);
            steps.add(new UndoStep(migration, revision.file(), !file.mayLeaveAPart(), () -> undo(migration, target)));
        }
        if (!missing.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    since.size() + " migrations were applied since, and the way back is missing for " + missing.size()
                            + " of them: " + missing.stream().collect(Collectors.joining("; "))
                            + ". Nothing was undone.",
                    "Choose restore, for nothing else takes this back; or write the downgrade in the release's "
                            + "directory and retry.");
        }
        return steps;
    }

    private void undo(AppliedMigration migration, String target) throws SQLException, InterruptedException {
        requireSameDatabase();
        run("Taking back " + migration.label(), "downgrade", target, migration.version(), line -> {});
    }
}
