package dev.belay.migration;

import dev.belay.contracts.Evidence;
import dev.belay.contracts.FailureCode;
import dev.belay.contracts.MigrationStateWork;
import dev.belay.contracts.MigrationsExpectation;
import dev.belay.contracts.MigrationsExpectation.Pending;
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
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which migrations are applied and pending, and judges what a check expects of them. */
public final class MigrationStateHandler implements Handler<MigrationStateWork> {
    private final MigrationProperties properties;
    private final RememberedSchemas schemas;
    private final MigrationTools tools;

    public MigrationStateHandler(MigrationProperties properties, RememberedSchemas schemas, MigrationTools tools) {
        this.properties = properties;
        this.schemas = schemas;
        this.tools = tools;
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
                return new MigrationAhead(tools, execution, sessions).judge(work.ahead(), work.release());
            }
            MigrationReading reading = read(work, execution, sessions);
            schemas.remember(reading.schema());
            judge(work.expectation(), reading);
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

    private MigrationReading read(MigrationStateWork work, Execution execution, TargetSessions sessions)
            throws SQLException, InterruptedException {
        MigrationsExpectation expectation = work.expectation();
        if (expectation != null && expectation.pending() == Pending.NONE) {
            return MigrationReading.of(tools.bind(execution, sessions, work.release()), sessions);
        }
        Optional<MigrationTool> tool = tools.find(execution, sessions, work.release());
        return tool.isPresent()
                ? MigrationReading.of(tool.get(), sessions)
                : MigrationReading.withoutFiles(tools.forHistory(execution, sessions, work.release()), sessions);
    }

    private static void judge(@Nullable MigrationsExpectation expectation, MigrationReading reading) {
        if (expectation == null) {
            return;
        }
        List<String> unmet = new ArrayList<>();
        if (expectation.applied() != null) {
            String found = Versions.newest(reading.wholeVersions()).orElse("none");
            if (!Versions.same(found, expectation.applied())) {
                unmet.add("the newest applied version is " + found + ", expected was " + expectation.applied());
            }
        }
        if (expectation.pending() == Pending.NONE && !reading.pending().isEmpty()) {
            unmet.add(reading.pending().size() + " migrations are pending, expected were none: "
                    + MigrationReading.pendingLabels(reading.pending()));
        }
        if (expectation.pending() == Pending.NONE && !reading.unfinished().isEmpty()) {
            unmet.add("not whole: " + MigrationReading.appliedLabels(reading.unfinished()));
        }
        if (!unmet.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.EXPECTATION_NOT_MET,
                    "The migrations are not as expected: " + String.join("; ", unmet) + ".",
                    "Compare the release's migration files with the database's history, then migrate or mend the plan.");
        }
    }

    @Override
    public Witnessed witness(MigrationStateWork work, Execution execution) {
        return new Witnessed.WasNotDone("it only reads");
    }
}
