package dev.belay.migration.online.operation;

import dev.belay.contracts.migration.OnlineOperation;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.Output.OnlineFound;
import dev.belay.migration.online.book.Entry;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Runs a statement of the plan in one transaction, together with the note that it has run. */
public final class RunSql extends NumberedOperation<OnlineOperation.Sql> {
    public RunSql(int number, OnlineOperation.Sql definition) {
        super(number, definition);
    }

    @Override
    public List<String> judge(Connection connection, List<String> toCome) {
        return definition.undo() == null ? List.of("nothing takes it back, says the plan") : List.of();
    }

    @Override
    public OnlineFound found(Connection connection) {
        return new OnlineFound(OnlineFound.Presence.ABSENT, List.of());
    }

    @Override
    public void apply(Site site, Finale finale) throws SQLException {
        site.locks().run(describe(), List.of(), connection -> {
            Site.execute(connection, definition.statement());
            site.book().write(number, Entry.of(Entry.Stage.DONE));
            finale.write(connection);
        });
        site.report().add(describe(), "done");
    }

    @Override
    public boolean isUndone(Site site, OnlineFound before) throws SQLException {
        return site.book().find(number).isEmpty();
    }

    @Override
    public List<Evidence> dropped(Connection connection, OnlineFound before) {
        return definition.undo() == null
                ? List.of()
                : List.of(new Evidence(describe(), "unknown: nobody can tell what the plan's own statement drops"));
    }

    @Override
    public void undo(Site site, OnlineFound before) throws SQLException {
        String undo = definition.undo();
        if (undo == null) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_NOT_REVERSIBLE,
                    "Nothing takes back \"" + describe() + "\", says the plan.",
                    "Take it back by hand and say that it was done, or choose restore.");
        }
        site.locks().run("take back: " + describe(), List.of(), connection -> {
            Site.execute(connection, undo);
            site.book().remove(number);
        });
        site.report().add("taken back: " + describe(), "by the plan's own statement");
    }
}
