package dev.belay.migration.online;

import dev.belay.contracts.migration.RecordAs;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.work.OnlineMigrateWork;
import dev.belay.migration.online.operation.Finale;
import dev.belay.migration.online.operation.Operation;
import dev.belay.migration.online.operation.Site;
import dev.belay.migration.online.record.ToolHistory;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.schema.Schema;
import dev.belay.migration.session.TargetSessions;
import dev.belay.worker.execution.Done;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.execution.Handler;
import dev.belay.worker.execution.Witnessed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Carries operations out one after another; one that broke off goes on where the database says that it stopped. */
public final class OnlineMigrateHandler implements Handler<OnlineMigrateWork> {
    private final OnlineProperties properties;
    private final RememberedSchemas schemas;

    public OnlineMigrateHandler(OnlineProperties properties, RememberedSchemas schemas) {
        this.properties = properties;
        this.schemas = schemas;
    }

    @Override
    public Class<OnlineMigrateWork> accepts() {
        return OnlineMigrateWork.class;
    }

    @Override
    public Done handle(OnlineMigrateWork work, Execution execution) {
        TargetSessions sessions = OnlineSite.sessions(execution);
        String now = "open the sessions";
        try (OnlineSite open = OnlineSite.open(execution, sessions, properties)) {
            Site site = open.site();
            site.book().create();
            List<Operation> operations = Operations.of(work.operations());
            for (int index = 0; index < operations.size(); index++) {
                Operation operation = operations.get(index);
                now = operation.describe();
                site.report().begins(now, index, operations.size());
                if (operation.isDone(site)) {
                    site.report().add(now, "was done by an earlier execution of this step");
                    site.report().add(operation.remains(site));
                } else {
                    operation.apply(site, index == operations.size() - 1 ? finale(work, site) : Finale.NOTHING);
                }
            }
            now = "read the schema";
            return done(work, execution, site);
        } catch (SQLException failed) {
            throw OnlineFailures.of(sessions, now, failed);
        }
    }

    private static Finale finale(OnlineMigrateWork work, Site site) throws SQLException {
        RecordAs as = work.recordAs();
        if (as == null) {
            return Finale.NOTHING;
        }
        ToolHistory history = ToolHistory.find(site.connection(), as);
        return connection -> {
            history.record(connection, site.book());
            site.report().add("recorded as", as.app() + " " + as.name());
        };
    }

    private Done done(OnlineMigrateWork work, Execution execution, Site site) throws SQLException {
        Schema schema = schemas.remember(OnlineSchema.read(site.connection(), execution));
        List<Evidence> evidence = new ArrayList<>(site.report().evidence());
        evidence.add(
                new Evidence("schema", "fingerprint " + schema.fingerprint().substring(0, 12)));
        return new Done(OnlineSchema.state(site.connection(), work.operations(), schema), evidence);
    }

    /** Nobody has to be asked: an operation that was begun goes on safely. */
    @Override
    public Witnessed witness(OnlineMigrateWork work, Execution execution) throws SQLException {
        TargetSessions sessions = OnlineSite.sessions(execution);
        try (OnlineSite open = OnlineSite.open(execution, sessions, properties)) {
            for (Operation operation : Operations.of(work.operations())) {
                if (!operation.isDone(open.site())) {
                    return new Witnessed.WasNotDone(
                            "to " + operation.describe() + " is not finished; it goes on there");
                }
                open.site().report().add(operation.remains(open.site()));
            }
            return new Witnessed.WasDone(done(work, execution, open.site()));
        }
    }
}
