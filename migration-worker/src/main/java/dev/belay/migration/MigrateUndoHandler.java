package dev.belay.migration;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.work.MigrateUndoWork;
import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.online.lock.LockPatience;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.schema.SchemaComparison;
import dev.belay.migration.session.LockWatch;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.AppliedMigration;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.migration.tool.UndoStep;
import dev.belay.migration.written.WrittenRows;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import dev.belay.worker.execution.Witnessed.NobodyKnows;
import dev.belay.worker.execution.Witnessed.WasDone;
import dev.belay.worker.execution.Witnessed.WasNotDone;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the schema back to a state recorded before, newest migration first, and compares it with that state. One that
 * was interrupted goes on where it stopped, for each migration leaves the history together with its effect. What users
 * have written into what goes is kept beside.
 */
public final class MigrateUndoHandler implements Handler<MigrateUndoWork> {
    private static final String OUTSIDE_OF_TRANSACTIONS = "undoes-outside-of-transactions";

    private final MigrationProperties properties;
    private final RememberedSchemas schemas;
    private final MigrationTools tools;
    private final WrittenRows written;

    public MigrateUndoHandler(
            MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools, WrittenRows written) {
        this.properties = properties;
        this.schemas = schemas;
        this.tools = tools;
        this.written = written;
    }

    @Override
    public Class<MigrateUndoWork> accepts() {
        return MigrateUndoWork.class;
    }

    @Override
    public Done handle(MigrateUndoWork work, Execution execution) throws InterruptedException {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        try {
            stopFollowing(sessions, execution);
            MigrationReading found = read(work, execution, sessions);
            AppliedSince since = AppliedSince.of(work.before(), found.applied());
            long begun = System.nanoTime();
            if (!since.none()) {
                MigrationTool tool = tools.bind(execution, sessions, work.release());
                List<UndoStep> steps = tool.planUndo(since.migrations());
                takeBack(steps, since, work, tool, sessions, execution);
            }
            MigrationReading after = since.none() ? found : read(work, execution, sessions);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            new SchemaComparison(schemas)
                    .requireAsBefore("migrations", work.before().fingerprint(), after.schema());
            return done(since, after, took, kept(sessions, execution));
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

    /** What is written while it goes back is kept as well; on a copy nobody writes anything. */
    private void takeBack(
            List<UndoStep> steps,
            AppliedSince since,
            MigrateUndoWork work,
            MigrationTool tool,
            TargetSessions sessions,
            Execution execution)
            throws SQLException, InterruptedException {
        if (sessions.areOnACopy()) {
            undo(steps, since, sessions, execution);
            return;
        }
        try (Following unused = () -> stopFollowing(sessions, execution)) {
            try (Connection connection = sessions.open()) {
                written.keep(
                        connection, work.before().fingerprint(), tool.historyTables(), patience(sessions), execution);
            }
            undo(steps, since, sessions, execution);
        }
    }

    /** Keeps what is written, until it is closed. */
    private interface Following extends AutoCloseable {
        @Override
        void close() throws SQLException;
    }

    private void stopFollowing(TargetSessions sessions, Execution execution) throws SQLException {
        if (!sessions.areOnACopy()) {
            try (Connection connection = sessions.open()) {
                written.stopFollowing(connection, patience(sessions), execution);
            }
        }
    }

    /** Writers wait for a moment at a time only. */
    private static LockPatience patience(TargetSessions sessions) {
        return new LockPatience(Duration.ofMillis(50), Duration.ofMillis(100), sessions.lockTimeout());
    }

    private static void undo(List<UndoStep> steps, AppliedSince since, TargetSessions sessions, Execution execution)
            throws SQLException, InterruptedException {
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

    private List<Evidence> kept(TargetSessions sessions, Execution execution) throws SQLException {
        try (Connection connection = sessions.open()) {
            return written.kept(connection, execution);
        }
    }

    private static Done done(AppliedSince since, MigrationReading after, Duration took, List<Evidence> kept) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("taken back", since.labels()));
        evidence.addAll(kept);
        evidence.add(new Evidence(
                "schema",
                "as before, fingerprint " + after.schema().fingerprint().substring(0, 12) + ", read in "
                        + after.took().toMillis() + " ms"));
        evidence.add(new Evidence("took", took.toMillis() + " ms"));
        return new Done(after.output(), evidence);
    }

    /** An undo may begin again unless a file that runs outside of a transaction was at work. */
    @Override
    public Witnessed witness(MigrateUndoWork work, Execution execution) throws SQLException, InterruptedException {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        MigrationReading now = read(work, execution, sessions);
        try {
            return testify(AppliedSince.of(work.before(), now.applied()), now, work, execution, sessions);
        } catch (WorkFailed lost) {
            Failure failure = lost.failure();
            return new NobodyKnows(failure.message(), failure.next());
        }
    }

    private Witnessed testify(
            AppliedSince since,
            MigrationReading now,
            MigrateUndoWork work,
            Execution execution,
            TargetSessions sessions)
            throws SQLException {
        if (since.none()) {
            return now.schema().fingerprint().equals(work.before().fingerprint())
                    ? new WasDone(done(since, now, Duration.ZERO, kept(sessions, execution)))
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
