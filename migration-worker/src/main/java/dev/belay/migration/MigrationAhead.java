package dev.belay.migration;

import dev.belay.contracts.Release;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationDirectory;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Judges a migration before the first change, when nothing has to be taken back yet. */
final class MigrationAhead {
    private final MigrationTools tools;
    private final MigrationLint lint;
    private final Execution execution;
    private final TargetSessions sessions;

    MigrationAhead(MigrationTools tools, MigrationLint lint, Execution execution, TargetSessions sessions) {
        this.tools = tools;
        this.lint = lint;
        this.execution = execution;
        this.sessions = sessions;
    }

    /**
     * On a copy, what is there now is what is applied there next.
     *
     * @throws dev.belay.worker.failure.WorkFailed when it could not be applied, or not be taken back where it must
     *     be
     */
    Done judge(MigrationStateWork.Ahead ahead, @Nullable Release release) throws SQLException, InterruptedException {
        boolean ofTheLiveOne = release != null
                && execution.copy().isEmpty()
                && !MigrationDirectory.dependsOnRelease(execution.environment());
        Optional<MigrationTool> tool = ofTheLiveOne ? Optional.empty() : tools.find(execution, sessions, release);
        if (tool.isEmpty()) {
            MigrationReading reading =
                    MigrationReading.withoutFiles(tools.forHistory(execution, sessions, release), sessions);
            return Done.with(
                    reading.output(),
                    new Evidence(
                            "not judged ahead",
                            "\"directory\" of \"migrations\" in the environment file does not lead to the files of the"
                                    + " prepared release"));
        }
        MigrationReading reading = MigrationReading.of(tool.get(), sessions);
        MigrateHandler.requireWhole(reading, tool.get());
        List<PendingMigration> wanted = ahead.apps().isEmpty()
                ? MigrateHandler.wanted(reading, ahead.target())
                : tool.get().pending(ahead.apps());
        if (ahead.wayBack()) {
            tool.get().requireWayBack(wanted);
        }
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence("would apply", MigrationReading.pendingLabels(wanted)));
        evidence.add(reading.schemaEvidence());
        evidence.addAll(lint.judge(ahead.lint(), tool.get(), wanted, sessions, execution));
        return new Done(reading.output(wanted), evidence);
    }
}
