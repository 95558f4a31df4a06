package dev.belay.migration.tool;

import dev.belay.contracts.ExecutionId;
import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.sql.ScriptRunner;
import dev.belay.migration.sql.SqlScript;
import dev.belay.migration.tool.PendingMigration.Trace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;

/** Plain files of SQL, applied by Belay itself: each in one transaction together with its row of the history. */
public final class SqlTool implements MigrationTool {
    private final TargetSessions sessions;
    private final Path directory;
    private final ExecutionId execution;

    public SqlTool(TargetSessions sessions, Path directory, ExecutionId execution) {
        this.sessions = sessions;
        this.directory = directory;
        this.execution = execution;
    }

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public Set<String> historyTables() {
        return Set.of(SqlHistory.TABLE);
    }

    @Override
    public List<AppliedMigration> applied(Connection connection) throws SQLException {
        return SqlHistory.read(connection);
    }

    @Override
    public List<PendingMigration> pending() throws SQLException {
        MigrationFiles files = MigrationFiles.of(directory);
        try (Connection connection = sessions.open()) {
            Optional<MigrationVersion> newest = newest(SqlHistory.read(connection));
            return files.migrations().values().stream()
                    .filter(file -> newest.isEmpty() || file.version().isNewerThan(newest.get()))
                    .map(SqlTool::pending)
                    .toList();
        }
    }

    @Override
    public List<LintedMigration> sql(List<PendingMigration> wanted) {
        MigrationFiles files = MigrationFiles.of(directory);
        return wanted.stream()
                .map(next -> file(files, next).script())
                .map(script -> MigrationFile.linted(script, script.transactional()))
                .toList();
    }

    static Optional<MigrationVersion> newest(List<AppliedMigration> applied) {
        return applied.stream()
                .map(migration -> MigrationVersion.fromVersion(migration.version()))
                .max(MigrationVersion::compareTo);
    }

    private static PendingMigration pending(MigrationFile file) {
        Trace trace = file.script().transactional() ? Trace.NONE : Trace.HISTORY;
        return new PendingMigration(
                file.version().getVersion(),
                file.description(),
                file.name(),
                trace,
                "",
                MigrationFile.checksum(file.script()));
    }

    @Override
    public void apply(List<PendingMigration> wanted, MigrationListener listener) throws SQLException {
        try (Connection connection = sessions.open()) {
            SqlHistory history = SqlHistory.create(connection);
            history.lock(connection, sessions.lockTimeout());
            MigrationFiles files = MigrationFiles.of(directory);
            new SqlValidation(files, SqlHistory.read(connection), history.checksums(connection)).check();
            for (PendingMigration next : wanted) {
                MigrationFile file = file(files, next);
                listener.begins(file.name());
                apply(file, history);
                listener.applied(file.name());
            }
        }
    }

    private static MigrationFile file(MigrationFiles files, PendingMigration wanted) {
        MigrationFile file = files.migrations().get(MigrationVersion.fromVersion(wanted.version()));
        if (file == null) {
            throw new ToolRefused(
                    "The file " + wanted.file() + " is gone from " + files.directory() + " since it was listed.",
                    "Put it back, then retry.");
        }
        return file;
    }

    private void apply(MigrationFile file, SqlHistory history) throws SQLException {
        SqlScript script = file.script();
        if (script.transactional()) {
            applyInTransaction(file, UndoFiles.checked(script), history);
        } else {
            applyAtOnce(file, script, history);
        }
    }

    private void applyInTransaction(MigrationFile file, SqlScript script, SqlHistory history) throws SQLException {
        try (Connection connection = sessions.open()) {
            connection.setAutoCommit(false);
            try {
                ScriptRunner.run(script, connection, ran -> {});
                history.begin(connection, file, script, execution);
                history.finish(connection, file);
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                UndoFiles.rollback(connection, failed);
                throw failed;
            }
        }
    }

    /** The row is written before the first statement: a row without an end is the mark of a part. */
    private void applyAtOnce(MigrationFile file, SqlScript script, SqlHistory history) throws SQLException {
        try (Connection connection = sessions.openPatient()) {
            history.begin(connection, file, script, execution);
            ScriptRunner.run(script, connection, ran -> history.ran(connection, file, ran));
            history.finish(connection, file);
        }
    }

    @Override
    public List<UndoStep> planUndo(List<AppliedMigration> since) {
        return new UndoFiles(sessions, SqlHistory.TABLE).plan(since, MigrationFiles.of(directory));
    }

    @Override
    public void requireWayBack(List<PendingMigration> wanted) {
        UndoFiles.require(wanted, MigrationFiles.of(directory));
    }
}
