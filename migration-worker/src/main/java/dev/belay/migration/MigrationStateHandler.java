package dev.belay.migration;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.MigrationStateWork;
import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.ToolRefused;
import dev.belay.worker.database.TargetDatabase;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which migrations are applied and pending, and judges what a check expects of them. */
public final class MigrationStateHandler implements Handler<MigrationStateWork> {
    private final MigrationProperties properties;
    private final RememberedSchemas schemas;
    private final MigrationTools tools;
    private final MigrationLint lint;

    public MigrationStateHandler(
            MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools, MigrationLint lint) {
        this.properties = properties;
        this.schemas = schemas;
        this.tools = tools;
        this.lint = lint;
    }

    @Override
    public Class<MigrationStateWork> accepts() {
        return MigrationStateWork.class;
    }

    @Override
    public Done handle(MigrationStateWork work, Execution execution) throws InterruptedException {
        TargetSessions sessions = new TargetSessions(execution, properties.lockTimeout());
        try {
            if (work.ahead() != null) {
                return new MigrationAhead(tools, lint, execution, sessions).judge(work.ahead(), work.release());
            }
            Optional<MigrationsJudge> judge =
                    Optional.ofNullable(work.expectation()).map(MigrationsJudge::new);
            MigrationReading reading = read(work, judge, execution, sessions);
            List<Evidence> evidence = new ArrayList<>();
            evidence.add(new Evidence("applied", MigrationReading.appliedLabels(reading.applied())));
            evidence.add(new Evidence("pending", MigrationReading.pendingLabels(reading.pending())));
            MigrationReading.withoutAWayBack(reading.pending()).ifPresent(evidence::add);
            evidence.add(reading.schemaEvidence());
            return new Done(reading.output(), evidence);
        } catch (SQLException failed) {
            throw TargetDatabase.failure(sessions.login(), failed);
        } catch (ToolRefused refused) {
            throw MigrationFailures.refused(refused);
        } catch (CommandFailed failed) {
            throw MigrationFailures.unread(failed);
        }
    }

    /** The tool with the release's files where they are needed or can be found, else enough for its history. */
    private MigrationReading read(
            MigrationStateWork work, Optional<MigrationsJudge> judge, Execution execution, TargetSessions sessions)
            throws SQLException, InterruptedException {
        boolean needsFiles = judge.filter(MigrationsJudge::needsFiles).isPresent();
        Optional<MigrationTool> found = needsFiles
                ? Optional.of(tools.bind(execution, sessions, work.release()))
                : tools.find(execution, sessions, work.release());
        MigrationTool tool = found.orElseGet(() -> tools.forHistory(execution, sessions, work.release()));
        MigrationReading reading =
                found.isPresent() ? MigrationReading.of(tool, sessions) : MigrationReading.withoutFiles(tool, sessions);
        schemas.remember(reading.schema());
        if (judge.isPresent()) {
            judge.get().judge(reading, tool);
        }
        return reading;
    }

    @Override
    public Witnessed witness(MigrationStateWork work, Execution execution) {
        return new Witnessed.WasNotDone("it only reads");
    }
}
