package dev.belay.migration.tool;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.sql.ScriptRunner;
import dev.belay.migration.sql.SqlScript;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The way back by {@code U} files, for tools whose history has one row for each version. */
final class UndoFiles {
    private final TargetSessions sessions;
    private final String historyTable;

    UndoFiles(TargetSessions sessions, String historyTable) {
        this.sessions = sessions;
        this.historyTable = historyTable;
    }

    /** Reads all files before the first of them runs: a way back that ends in the middle is worse than none. */
    List<UndoStep> plan(List<AppliedMigration> since, MigrationFiles files) {
        List<UndoStep> steps = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int index = since.size() - 1; index >= 0; index--) {
            AppliedMigration migration = since.get(index);
            if (HistoryReader.repeatable(migration)) {
                missing.add(migration.label() + " is repeatable, and no undo file can belong to it");
                continue;
            }
            files.undoOf(migration.version())
                    .ifPresentOrElse(
                            script -> steps.add(step(migration, checked(script))),
                            () -> missing.add("U" + migration.version() + "__*.sql"));
        }
        if (!missing.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    since.size() + " migrations were applied since, and the way back is missing for "
                            + missing.size() + " of them; expected in " + files.directory() + ": "
                            + String.join(", ", missing) + ". Nothing was undone.",
                    "Choose restore, or add the undo files to the release's directory and retry.");
        }
        return steps;
    }

    /** Before anything is applied. */
    static void require(List<PendingMigration> wanted, MigrationFiles files) {
        List<String> missing = new ArrayList<>();
        for (PendingMigration migration : wanted) {
            if (migration.version().startsWith(HistoryReader.REPEATABLE)) {
                missing.add(migration.file() + " is repeatable, and no undo file can belong to it");
                continue;
            }
            files.undoOf(migration.version())
                    .ifPresentOrElse(
                            UndoFiles::checked,
                            () -> missing.add("U" + migration.version() + "__*.sql for " + migration.file()));
        }
        if (!missing.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    wanted.size() + " migrations are to be applied, and the way back is missing for " + missing.size()
                            + " of them; expected in " + files.directory() + ": " + String.join(", ", missing)
                            + ". Nothing was applied.",
                    "Add the undo files to the release, under a new version, and start again; or write \"undo: restore\""
                            + " in the step, after a backup that is verified by restore.");
        }
    }

    /** A COMMIT inside would part the schema from the history. */
    static SqlScript checked(SqlScript script) {
        script.transactionControl().ifPresent(control -> {
            throw new ToolRefused(
                    script.file() + " line " + control.line() + " controls a transaction of its own: "
                            + control.text().lines().findFirst().orElse("") + ". Expected was a file without BEGIN, "
                            + "COMMIT and ROLLBACK, for it runs in one transaction together with its history.",
                    "Remove the statement, or begin the file with \"" + SqlScript.NO_TRANSACTION + "\".");
        });
        return script;
    }

    private UndoStep step(AppliedMigration migration, SqlScript script) {
        return new UndoStep(
                migration,
                script.file(),
                script.transactional(),
                script.transactional()
                        ? () -> undoInTransaction(migration, script)
                        : () -> undoAtOnce(migration, script));
    }

    /** The row goes first: a second undo at the same time waits for it, and then finds nothing to undo. */
    private void undoInTransaction(AppliedMigration migration, SqlScript script) throws SQLException {
        try (Connection connection = sessions.open()) {
            String history = HistoryTable.qualified(connection, historyTable);
            connection.setAutoCommit(false);
            try {
                deleteRow(connection, history, migration);
                ScriptRunner.run(script, connection, ran -> {});
                connection.commit();
            } catch (SQLException | RuntimeException failed) {
                rollback(connection, failed);
                throw failed;
            }
        }
    }

    private void undoAtOnce(AppliedMigration migration, SqlScript script) throws SQLException {
        try (Connection connection = sessions.openPatient()) {
            String history = HistoryTable.qualified(connection, historyTable);
            ScriptRunner.run(script, connection, ran -> {});
            deleteRow(connection, history, migration);
        }
    }

    private static void deleteRow(Connection connection, String history, AppliedMigration migration)
            throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete from " + history + " where version = ?")) {
            delete.setString(1, migration.version());
            int deleted = delete.executeUpdate();
            if (deleted != 1) {
                throw new ToolRefused(
                        "The history " + history + " has " + deleted + " rows of version " + migration.version()
                                + "; expected was exactly 1. Somebody else changes it at the same time.",
                        "Make sure that nothing else migrates this database, then retry.");
            }
        }
    }

    static void rollback(Connection connection, Exception cause) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            cause.addSuppressed(lost);
        }
    }
}
