package dev.belay.migration;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.session.LockWatch;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.migration.written.Horizons;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Applies pending migrations, and proves afterwards that those which were wanted are applied. */
public final class MigrateHandler implements Handler<MigrateWork> {
    private static final int SHOWN_CHANGES = 12;

    private final MigrationProperties properties;
    private final RememberedSchemas schemas;
    private final MigrationTools tools;
    private final Horizons horizons;

    public MigrateHandler(
            MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools, Horizons horizons) {
        this.properties = properties;
        this.schemas = schemas;
        this.tools = tools;
        this.horizons = horizons;
    }

    @Override
    public Class<MigrateWork> accepts() {
        return MigrateWork.class;
    }

    @Override
    public Done handle(MigrateWork work, Execution execution) throws InterruptedException {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        try {
            MigrationTool tool = tools.bind(execution, sessions, work.release());
            MigrationReading before = MigrationReading.of(tool, sessions);
            schemas.remember(before.schema());
            requireWhole(before, tool);
            List<PendingMigration> wanted =
                    work.apps().isEmpty() ? wanted(before, work.target()) : tool.pending(work.apps());
            new MigrateNotes(before.wholeVersions(), before.schema().fingerprint(), wanted).write(execution);
            long begun = System.nanoTime();
            if (!wanted.isEmpty()) {
                apply(tool, wanted, before, sessions, execution);
                ended(sessions, execution);
            }
            MigrationReading after = MigrationReading.of(tool, sessions);
            schemas.remember(after.schema());
            requireApplied(wanted, after);
            return done(before, after, wanted, Duration.ofNanos(System.nanoTime() - begun));
        } catch (SQLException failed) {
            throw TargetDatabase.failure(sessions.login(), failed);
        } catch (ToolRefused refused) {
            throw MigrationFailures.refused(refused);
        } catch (CommandFailed failed) {
            throw MigrationFailures.unread(failed);
        }
    }

    static void requireWhole(MigrationReading before, MigrationTool tool) {
        if (!before.unfinished().isEmpty()) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_FAILED,
                    "The history of " + tool.name() + " (" + String.join(", ", tool.historyTables())
                            + ") holds migrations that are not whole: "
                            + MigrationReading.appliedLabels(before.unfinished())
                            + ". Expected was a history of whole migrations; nothing was applied.",
                    "Find out which of their statements have taken effect, mend the schema and that row of the "
                            + "history, then retry.");
        }
    }

    static List<PendingMigration> wanted(MigrationReading before, @Nullable String target) {
        if (target == null) {
            return before.pending();
        }
        for (int index = 0; index < before.pending().size(); index++) {
            if (Versions.same(before.pending().get(index).version(), target)) {
                return before.pending().subList(0, index + 1);
            }
        }
        if (Versions.contains(before.wholeVersions(), target)) {
            return List.of();
        }
        throw new WorkFailed(
                FailureCode.MIGRATION_FAILED,
                "Version " + target + " is neither applied nor pending. Applied: "
                        + MigrationReading.appliedLabels(before.applied()) + "; pending: "
                        + MigrationReading.pendingLabels(before.pending()) + ".",
                "Name one of the pending versions in the plan, or add its file to the release.");
    }

    /** From here on whatever is written is written by others. */
    private void ended(TargetSessions sessions, Execution execution) throws SQLException {
        try (Connection connection = sessions.open()) {
            horizons.keep(execution.id(), connection);
        }
    }

    /** Where it cannot be said, all that is found later counts as written by others. */
    private void endedBy(Exception failed, TargetSessions sessions, Execution execution) {
        try {
            ended(sessions, execution);
        } catch (SQLException | WorkFailed unreachable) {
            failed.addSuppressed(unreachable);
        }
    }

    private void apply(
            MigrationTool tool,
            List<PendingMigration> wanted,
            MigrationReading before,
            TargetSessions sessions,
            Execution execution)
            throws SQLException, InterruptedException {
        String plan = wanted.size() + " pending: " + MigrationReading.pendingLabels(wanted);
        MigrationProgress progress = new MigrationProgress(execution, wanted.size(), plan);
        try (LockWatch watch = LockWatch.start(sessions, progress::waiting)) {
            MigrationReading reached = before;
            try {
                for (List<PendingMigration> stride : Strides.of(wanted)) {
                    reached = Strides.reached(tool, sessions, stride, reached);
                    new MigrateNotes(reached.wholeVersions(), reached.schema().fingerprint(), wanted).write(execution);
                    tool.apply(stride, progress);
                }
            } catch (SQLException | RuntimeException failed) {
                if (execution.cancelled()) {
                    throw failed;
                }
                endedBy(failed, sessions, execution);
                String now = new StateAfterFailure(tool, sessions, before, reached, wanted).describe();
                WorkFailed explained = new MigrationFailures(
                                sessions, watch.lastSeen(), now, "Then retry, or take back what this step has applied.")
                        .of(failed);
                explained.addSuppressed(failed);
                throw explained;
            }
        }
    }

    private static void requireApplied(List<PendingMigration> wanted, MigrationReading after) {
        List<PendingMigration> missing = wanted.stream()
                .filter(migration -> !after.wholeVersions().contains(migration.version()))
                .toList();
        if (!missing.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_FAILED,
                    "The tool reported success, but these migrations are not in its history: "
                            + MigrationReading.pendingLabels(missing) + ".",
                    "Look into the tool's history table before anything else is done.");
        }
    }

    private static Done done(
            MigrationReading before, MigrationReading after, List<PendingMigration> wanted, Duration took) {
        List<String> changes = after.schema().differencesSince(before.schema());
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("pending before", MigrationReading.pendingLabels(before.pending())));
        evidence.add(new Evidence("applied", MigrationReading.pendingLabels(wanted)));
        MigrationReading.withoutAWayBack(wanted).ifPresent(evidence::add);
        evidence.add(new Evidence("pending now", MigrationReading.pendingLabels(after.pending())));
        evidence.add(new Evidence("took", took.toMillis() + " ms"));
        if (!changes.isEmpty()) {
            String shown = changes.stream().limit(SHOWN_CHANGES).collect(Collectors.joining("; "));
            evidence.add(new Evidence(
                    "schema changes",
                    changes.size() > SHOWN_CHANGES ? shown + "; and " + (changes.size() - SHOWN_CHANGES) : shown));
        }
        evidence.add(after.schemaEvidence());
        return new Done(after.output(), evidence);
    }

    @Override
    public Witnessed witness(MigrateWork work, Execution execution) throws SQLException, InterruptedException {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        try {
            return new MigrateWitness(tools.bind(execution, sessions, work.release()), sessions)
                    .testify(MigrateNotes.read(execution));
        } catch (ToolRefused refused) {
            throw MigrationFailures.refused(refused);
        }
    }
}
