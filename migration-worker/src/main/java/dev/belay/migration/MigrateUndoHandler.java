package dev.belay.migration;

import dev.belay.contracts.Evidence;
import dev.belay.contracts.FailureCode;
import dev.belay.contracts.MigrateUndoWork;
import dev.belay.contracts.Output;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.session.LockWatch;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.MigrationTools;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.migration.tool.UndoStep;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.execution.WorkFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Takes the schema back to a state recorded before, newest migration first, and compares it with that state. One that
 * was interrupted goes on where it stopped, for each migration leaves the history together with its effect.
 */
public final class MigrateUndoHandler implements Handler<MigrateUndoWork> {
    private static final String RUNS_AT_ONCE = "undoes-outside-of-transactions";

    private final MigrationProperties properties;
    private final RememberedSchemas schemas;

    public MigrateUndoHandler(MigrationProperties properties, RememberedSchemas schemas) {
        this.properties = properties;
        this.schemas = schemas;
    }

    @Override
    public Class<MigrateUndoWork> accepts() {
        return MigrateUndoWork.class;
    }

    @Override
    public Done handle(MigrateUndoWork work, Execution execution) {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        try {
            MigrationTool reader = MigrationTools.withoutFiles(execution, sessions);
            MigrationReading found = MigrationReading.withoutFiles(reader, sessions);
            List<AppliedMigration> since = since(work.before(), found);
            long begun = System.nanoTime();
            if (!since.isEmpty()) {
                undo(MigrationTools.bind(execution, sessions, work.release()), since, sessions, execution);
            }
            MigrationReading after = since.isEmpty() ? found : MigrationReading.withoutFiles(reader, sessions);
            new SchemaComparison(schemas).requireAsBefore(work.before(), after);
            return done(since, after, Duration.ofNanos(System.nanoTime() - begun));
        } catch (SQLException failed) {
            throw TargetDatabase.failure(sessions.login(), failed);
        } catch (ToolRefused refused) {
            throw MigrationFailures.refused(refused);
        }
    }

    /** What the history holds beyond the state before; those which failed or only began as well. */
    private static List<AppliedMigration> since(Output.MigrationState before, MigrationReading found) {
        List<AppliedMigration> applied = found.applied();
        int kept = before.applied().size();
        List<String> start =
                applied.stream().limit(kept).map(AppliedMigration::version).toList();
        if (!start.equals(before.applied())) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    "The history no longer begins with what was applied before: found "
                            + MigrationReading.appliedLabels(applied) + ", expected first "
                            + String.join(", ", before.applied()) + ". Nothing was undone.",
                    "Find out who else changed the migrations of this database, or choose restore.");
        }
        return applied.subList(kept, applied.size());
    }

    private static void undo(
            MigrationTool tool, List<AppliedMigration> since, TargetSessions sessions, Execution execution)
            throws SQLException {
        List<UndoStep> steps = tool.planUndo(since);
        MigrationProgress progress = new MigrationProgress(
                execution, steps.size(), "to take back: " + MigrationReading.appliedLabels(since));
        try (LockWatch watch = LockWatch.start(sessions, progress::waiting)) {
            for (int index = 0; index < steps.size(); index++) {
                UndoStep step = steps.get(index);
                progress.begins(step.script().file());
                execution.note(
                        RUNS_AT_ONCE,
                        step.script().transactional() ? "" : step.migration().version());
                try {
                    tool.undo(step);
                } catch (SQLException | RuntimeException failed) {
                    if (execution.cancelled()) {
                        throw failed;
                    }
                    throw explained(failed, steps, index, sessions, watch);
                }
                progress.applied(step.script().file());
            }
        }
    }

    private static WorkFailed explained(
            Exception failed, List<UndoStep> steps, int index, TargetSessions sessions, LockWatch watch) {
        List<AppliedMigration> undone =
                steps.stream().limit(index).map(UndoStep::migration).toList();
        List<AppliedMigration> left =
                steps.stream().skip(index).map(UndoStep::migration).toList();
        String now = "Taken back: " + MigrationReading.appliedLabels(undone) + "; still applied: "
                + MigrationReading.appliedLabels(left) + ".";
        WorkFailed explained = new MigrationFailures(
                        sessions, watch.lastSeen(), now, "Then retry the undo, which goes on there; or choose restore.")
                .of(failed);
        explained.addSuppressed(failed);
        return explained;
    }

    private static Done done(List<AppliedMigration> since, MigrationReading after, Duration took) {
        return Done.with(
                after.output(),
                new Evidence("taken back", MigrationReading.appliedLabels(since)),
                new Evidence(
                        "schema",
                        "as before, fingerprint "
                                + after.schema().fingerprint().substring(0, 12) + ", read in "
                                + after.took().toMillis() + " ms"),
                new Evidence("took", took.toMillis() + " ms"));
    }

    /** An undo may begin again unless a file that runs outside of a transaction was at work. */
    @Override
    public Witnessed witness(MigrateUndoWork work, Execution execution) throws SQLException {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        MigrationReading now =
                MigrationReading.withoutFiles(MigrationTools.withoutFiles(execution, sessions), sessions);
        List<AppliedMigration> since = since(work.before(), now);
        if (since.isEmpty()) {
            return now.schema().fingerprint().equals(work.before().fingerprint())
                    ? new Witnessed.WasDone(done(since, now, Duration.ZERO))
                    : new Witnessed.WasNotDone("all is taken back, but the schema is still to be compared");
        }
        AppliedMigration newest = since.get(since.size() - 1);
        if (execution.noted(RUNS_AT_ONCE).orElse("").equals(newest.version())) {
            return new Witnessed.NobodyKnows(
                    "The undo file of " + newest.label() + " was at work outside of a transaction, and a part of it "
                            + "may have taken effect.",
                    "Compare the schema with the file; retry where its statements may run twice (IF EXISTS), or choose "
                            + "restore.");
        }
        return new Witnessed.WasNotDone("still applied: " + MigrationReading.appliedLabels(since));
    }
}
