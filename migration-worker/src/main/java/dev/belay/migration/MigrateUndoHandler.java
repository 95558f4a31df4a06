package dev.belay.migration;

import dev.belay.contracts.Evidence;
import dev.belay.contracts.Failure;
import dev.belay.contracts.MigrateUndoWork;
import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.schema.SchemaComparison;
import dev.belay.migration.session.LockWatch;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.migration.tool.UndoStep;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.execution.Witnessed.NobodyKnows;
import dev.belay.worker.execution.Witnessed.WasDone;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Takes the schema back to a state recorded before, newest migration first, and compares it with that state. One that
 * was interrupted goes on where it stopped, for each migration leaves the history together with its effect.
 */
public final class MigrateUndoHandler implements Handler<MigrateUndoWork> {
    private static final String OUTSIDE_OF_TRANSACTIONS = "undoes-outside-of-transactions";

    private final MigrationProperties properties;
    private final RememberedSchemas schemas;
    private final MigrationTools tools;

    public MigrateUndoHandler(MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools) {
        this.properties = properties;
        this.schemas = schemas;
        this.tools = tools;
    }

    @Override
    public Class<MigrateUndoWork> accepts() {
        return MigrateUndoWork.class;
    }

    @Override
    public Done handle(MigrateUndoWork work, Execution execution) throws InterruptedException {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        try {
            MigrationReading found = read(work, execution, sessions);
            AppliedSince since = AppliedSince.of(work.before(), found);
            long begun = System.nanoTime();
            if (!since.none()) {
                undo(tools.bind(execution, sessions, work.release()), since, sessions, execution);
            }
            MigrationReading after = since.none() ? found : read(work, execution, sessions);
            new SchemaComparison(schemas)
                    .requireAsBefore("migrations", work.before().fingerprint(), after.schema());
            return done(since, after, Duration.ofNanos(System.nanoTime() - begun));
        } catch (SQLException failed) {
            throw TargetDatabase.failure(sessions.login(), failed);
        } catch (ToolRefused refused) {
            throw MigrationFailures.refused(refused);
        } catch (CommandFailed failed) {
            throw MigrationFailures.unread(failed);
        }
    }

    private MigrationReading read(MigrateUndoWork work, Execution execution, TargetSessions sessions)
            throws SQLException, InterruptedException {
        return MigrationReading.withoutFiles(tools.forHistory(execution, sessions, work.release()), sessions);
    }

    private static void undo(MigrationTool tool, AppliedSince since, TargetSessions sessions, Execution execution)
            throws SQLException, InterruptedException {
        List<UndoStep> steps = tool.planUndo(since.migrations());
        MigrationProgress progress = new MigrationProgress(execution, steps.size(), "to take back: " + since.labels());
        try (LockWatch watch = LockWatch.start(sessions, progress::waiting)) {
            for (int index = 0; index < steps.size(); index++) {
                UndoStep step = steps.get(index);
                progress.begins(step.shown());
                execution.note(
                        OUTSIDE_OF_TRANSACTIONS,
                        step.transactional() ? "" : step.migration().version());
                try {
                    step.way().go();
                } catch (SQLException | RuntimeException failed) {
                    if (execution.cancelled()) {
                        throw failed;
                    }
                    throw explained(failed, steps, index, sessions, watch);
                }
                progress.applied(step.shown());
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

    private static Done done(AppliedSince since, MigrationReading after, Duration took) {
        return Done.with(
                after.output(),
                new Evidence("taken back", since.labels()),
                new Evidence(
                        "schema",
                        "as before, fingerprint " + after.schema().fingerprint().substring(0, 12) + ", read in "
                                + after.took().toMillis() + " ms"),
                new Evidence("took", took.toMillis() + " ms"));
    }

    /** An undo may begin again unless a file that runs outside of a transaction was at work. */
    @Override
    public Witnessed witness(MigrateUndoWork work, Execution execution) throws SQLException, InterruptedException {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        MigrationReading now = read(work, execution, sessions);
        try {
            return testify(AppliedSince.of(work.before(), now), now, work, execution);
        } catch (WorkFailed lost) {
            Failure failure = lost.failure();
            return new NobodyKnows(failure.message(), failure.next());
        }
    }

    private static Witnessed testify(
            AppliedSince since, MigrationReading now, MigrateUndoWork work, Execution execution) {
        if (since.none()) {
            return now.schema().fingerprint().equals(work.before().fingerprint())
                    ? new WasDone(done(since, now, Duration.ZERO))
                    : new WasNotDone("all is taken back, but the schema is still to be compared");
        }
        if (execution
                .noted(OUTSIDE_OF_TRANSACTIONS)
                .orElse("")
                .equals(since.newest().version())) {
            return new NobodyKnows(
                    "The undo file of " + since.newest().label() + " was at work outside of a transaction, and a part "
                            + "of it may have taken effect.",
                    "Compare the schema with the file; retry where its statements may run twice (IF EXISTS), or choose "
                            + "restore.");
        }
        return new WasNotDone("still applied: " + since.labels());
    }
}
