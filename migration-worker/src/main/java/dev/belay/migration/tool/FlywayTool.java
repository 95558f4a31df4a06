package dev.belay.migration.tool;

import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.session.SessionSource;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.sql.SqlScript;
import dev.belay.migration.tool.PendingMigration.Trace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Flyway in this process, with the file names and the history table that it has by default. */
public final class FlywayTool implements MigrationTool {
    static final String HISTORY = "flyway_schema_history";

    private final TargetSessions sessions;
    private final Path directory;

    public FlywayTool(TargetSessions sessions, Path directory) {
        this.sessions = sessions;
        this.directory = directory;
    }

    @Override
    public String name() {
        return "Flyway";
    }

    @Override
    public Set<String> historyTables() {
        return Set.of(HISTORY);
    }

    /** Rows of the types SCHEMA and DELETE are Flyway's own notes. */
    @Override
    public List<AppliedMigration> applied(Connection connection) throws SQLException {
        Optional<String> table = HistoryTable.find(connection, HISTORY);
        if (table.isEmpty()) {
            return List.of();
        }
        return HistoryReader.read(
                connection,
                "select coalesce(version, '" + HistoryReader.REPEATABLE + "' || description), description,"
                        + " case when success then 'WHOLE' else 'FAILED' end from " + table.get()
                        + " where type not in ('SCHEMA', 'DELETE') order by installed_rank");
    }

    @Override
    public List<PendingMigration> pending() {
        MigrationDirectory.requireThere(directory);
        try {
            return Arrays.stream(flyway(MigrationVersion.LATEST, Optional.empty())
                            .info()
                            .pending())
                    .map(FlywayTool::pending)
                    .toList();
        } catch (FlywayException failed) {
            throw FlywayErrors.translate(failed);
        }
    }

    @Override
    public List<LintedMigration> sql(List<PendingMigration> wanted) {
        try {
            return Arrays.stream(flyway(MigrationVersion.LATEST, Optional.empty())
                            .info()
                            .pending())
                    .filter(info -> wanted.stream()
                            .anyMatch(migration -> migration.file().equals(info.getScript())))
                    .map(FlywayTool::linted)
                    .toList();
        } catch (FlywayException failed) {
            throw FlywayErrors.translate(failed);
        }
    }

    private static LintedMigration linted(MigrationInfo info) {
        Path path = Path.of(info.getPhysicalLocation());
        if (!info.getScript().endsWith(".sql") || !Files.isRegularFile(path)) {
            return new LintedMigration(
                    info.getScript(),
                    "",
                    List.of(),
                    true,
                    LintedMigration.Origin.PEOPLE,
                    "it is no SQL, so nobody has looked at it");
        }
        SqlScript script = new MigrationFile(MigrationVersion.EMPTY, info.getDescription(), path).script();
        return MigrationFile.linted(
                script, !script.holdsStatementsForOutsideOfTransactions() && !asksForNoTransaction(path));
    }

    private static PendingMigration pending(MigrationInfo info) {
        String version = info.getVersion() == null
                ? HistoryReader.REPEATABLE + info.getDescription()
                : info.getVersion().getVersion();
        return new PendingMigration(version, info.getDescription(), info.getScript(), trace(info), "", digest(info));
    }

    /** Of what is no file, as Flyway itself tells whether it has changed. */
    private static String digest(MigrationInfo info) {
        Path path = Path.of(info.getPhysicalLocation());
        return info.getScript().endsWith(".sql") && Files.isRegularFile(path)
                ? MigrationFile.checksum(
                        new MigrationFile(MigrationVersion.EMPTY, info.getDescription(), path).script())
                : info.getChecksum() == null ? "" : SourceDigest.of("Flyway " + info.getChecksum());
    }

    private static Trace trace(MigrationInfo info) {
        Path path = Path.of(info.getPhysicalLocation());
        if (!info.getScript().endsWith(".sql") || !Files.isRegularFile(path)) {
            return Trace.UNSEEN;
        }
        SqlScript script = new MigrationFile(MigrationVersion.EMPTY, info.getDescription(), path).script();
        boolean outside = script.holdsStatementsForOutsideOfTransactions() || asksForNoTransaction(path);
        if (!outside) {
            return Trace.NONE;
        }
        return script.worksOnIndexesOnly() ? Trace.SCHEMA : Trace.UNSEEN;
    }

    /** Flyway's own way to say so is a file beside the migration's. */
    private static boolean asksForNoTransaction(Path path) {
        return Files.exists(path.resolveSibling(path.getFileName() + ".conf"));
    }

    @Override
    public void apply(List<PendingMigration> wanted, MigrationListener listener) {
        Predicate<String> outside = file ->
                wanted.stream().anyMatch(migration -> migration.file().equals(file) && migration.trace() != Trace.NONE);
        PendingMigration last = wanted.get(wanted.size() - 1);
        MigrationVersion target = last.version().startsWith(HistoryReader.REPEATABLE)
                ? MigrationVersion.LATEST
                : MigrationVersion.fromVersion(last.version());
        try {
            flyway(target, Optional.of(new FlywayProgress(listener, outside, sessions.lockTimeout())))
                    .migrate();
        } catch (FlywayException failed) {
            throw FlywayErrors.translate(failed);
        }
    }

    @Override
    public List<UndoStep> planUndo(List<AppliedMigration> since) {
        return new UndoFiles(sessions, HISTORY).plan(since, MigrationFiles.of(directory));
    }

    @Override
    public void requireWayBack(List<PendingMigration> wanted) {
        UndoFiles.require(wanted, MigrationFiles.of(directory));
    }

    /** Flyway's lock is held by a session: one held by a transaction would make CREATE INDEX CONCURRENTLY hang. */
    private Flyway flyway(MigrationVersion target, Optional<FlywayProgress> progress) {
        FluentConfiguration configuration = Flyway.configure()
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .dataSource(new SessionSource(sessions))
                .locations("filesystem:" + directory.toAbsolutePath())
                .table(HISTORY)
                .target(target)
                .connectRetries(0)
                .lockRetryCount((int) Math.max(1, sessions.lockTimeout().toSeconds()))
                .failOnMissingLocations(true);
        progress.ifPresent(configuration::callbacks);
        return configuration.load();
    }
}
