package dev.belay.migration.online.column;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.online.catalogue.Names;
import dev.belay.migration.online.catalogue.Table;
import dev.belay.migration.online.operation.Site;
import dev.belay.worker.failure.WorkFailed;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Makes a column refuse to be empty, without reading its table under a lock that stops others. */
final class NotEmpty {
    private final Table table;
    private final String column;
    private final String constraint;

    NotEmpty(Table table, String column, String mark) {
        this.table = table;
        this.column = Names.quoted(column);
        this.constraint = "belay_filled_" + mark;
    }

    /** By a constraint that holds for new rows at once, and for the others once they have been read. */
    void prove(Site site, String what) throws SQLException {
        long empty = site.count("select count(*) from " + table.name() + " where " + column + " is null");
        if (empty > 0) {
            throw new WorkFailed(
                    FailureCode.MIGRATION_FAILED,
                    "To " + what + " so that it must not be empty is not possible: " + empty + " of its rows are still"
                            + " empty, for which nothing gave a value; expected was a value for each row. The column is"
                            + " there and may be empty.",
                    "Give these rows a value, then retry; or take the step back.");
        }
        site.report().says("prove that no row of " + table.name() + " is empty");
        site.locks().run(what, List.of(table.oid()), connection -> {
            Site.execute(connection, "alter table " + table.name() + " drop constraint if exists " + constraint);
            Site.execute(
                    connection,
                    "alter table " + table.name() + " add constraint " + constraint + " check (" + column
                            + " is not null) not valid");
        });
        site.executePatiently("alter table " + table.name() + " validate constraint " + constraint);
    }

    /**
     * Makes it so once it is proven. In two statements: within one, PostgreSQL drops the constraint first, and reads the
     * whole table under the lock after all.
     */
    void refuse(Connection connection) throws SQLException {
        Site.execute(connection, "alter table " + table.name() + " alter column " + column + " set not null");
        Site.execute(connection, "alter table " + table.name() + " drop constraint " + constraint);
    }
}
