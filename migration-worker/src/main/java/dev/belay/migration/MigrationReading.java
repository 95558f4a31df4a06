package dev.belay.migration;

import dev.belay.contracts.migration.PlannedMigration;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.Output;
import dev.belay.migration.schema.Schema;
import dev.belay.migration.schema.SchemaFingerprint;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was found of a system's migrations and its schema.
 *
 * @param took to read the schema
 */
record MigrationReading(List<AppliedMigration> applied, List<PendingMigration> pending, Schema schema, Duration took) {
    MigrationReading {
        applied = List.copyOf(applied);
        pending = List.copyOf(pending);
    }

    /** Reads all, the files as well. */
    static MigrationReading of(MigrationTool tool, TargetSessions sessions) throws SQLException, InterruptedException {
        return read(tool, sessions, tool.pending());
    }

    /** Reads the database only; says nothing of pending migrations. */
    static MigrationReading withoutFiles(MigrationTool tool, TargetSessions sessions)
            throws SQLException, InterruptedException {
        return read(tool, sessions, List.of());
    }

    private static MigrationReading read(MigrationTool tool, TargetSessions sessions, List<PendingMigration> pending)
            throws SQLException, InterruptedException {
        try (Connection connection = sessions.open()) {
            List<AppliedMigration> applied = tool.applied(connection);
            long begun = System.nanoTime();
            Schema schema = SchemaFingerprint.read(connection, tool.historyTables());
            return new MigrationReading(applied, pending, schema, Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    Output.MigrationState output() {
        return new Output.MigrationState(
                wholeVersions(), pending.stream().map(PendingMigration::version).toList(), schema.fingerprint());
    }

    /** With what would be applied up to a target. */
    Output.MigrationState output(List<PendingMigration> wanted) {
        Output.MigrationState state = output();
        return new Output.MigrationState(
                state.applied(),
                state.pending(),
                state.fingerprint(),
                wanted.stream()
                        .map(migration -> new PlannedMigration(migration.version(), migration.digest()))
                        .toList());
    }

    List<String> wholeVersions() {
        return applied.stream()
                .filter(AppliedMigration::whole)
                .map(AppliedMigration::version)
                .toList();
    }

    /** Migrations of which a part may have taken effect. */
    List<AppliedMigration> unfinished() {
        return applied.stream().filter(migration -> !migration.whole()).toList();
    }

    Evidence schemaEvidence() {
        return new Evidence(
                "schema",
                schema.objects().size() + " objects, fingerprint "
                        + schema.fingerprint().substring(0, 12) + ", read in " + took.toMillis() + " ms");
    }

    /** What of these migrations nothing but a restore takes back, as far as the tool can tell before. */
    static Optional<Evidence> withoutAWayBack(List<PendingMigration> migrations) {
        List<String> irreversible = migrations.stream()
                .filter(migration -> !migration.irreversible().isEmpty())
                .map(migration -> migration.label() + ": " + migration.irreversible())
                .toList();
        return irreversible.isEmpty()
                ? Optional.empty()
                : Optional.of(new Evidence(
                        "no way back", String.join("; ", irreversible) + "; only a restore takes this back"));
    }

    static String appliedLabels(List<AppliedMigration> migrations) {
        return migrations.isEmpty()
                ? "none"
                : migrations.stream().map(AppliedMigration::label).collect(Collectors.joining(", "));
    }

    static String pendingLabels(List<PendingMigration> migrations) {
        return migrations.isEmpty()
                ? "none"
                : migrations.stream().map(PendingMigration::label).collect(Collectors.joining(", "));
    }
}
