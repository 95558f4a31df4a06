package dev.belay.healthcheck;

import dev.belay.contracts.DatabaseExpectations;
import dev.belay.contracts.Expectation;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;

/** Judges what is expected of the database, each expectation by itself. */
final class DatabaseJudge {
    private final ReadOnlyDatabase database;
    private final Verdict verdict;

    DatabaseJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.database = database;
        this.verdict = verdict;
    }

    /** One expectation to judge. */
    private interface Judging {
        void judge() throws SQLException;
    }

    void judge(DatabaseExpectations expectations) {
        if (expectations.equals(DatabaseExpectations.NOTHING) || !reachable()) {
            return;
        }
        RowsJudge rows = new RowsJudge(database, verdict);
        TablesJudge tables = new TablesJudge(database, verdict);
        ColumnsJudge columns = new ColumnsJudge(database, verdict);
        IndexesJudge indexes = new IndexesJudge(database, verdict);
        SessionsJudge sessions = new SessionsJudge(database, verdict);
        expectations
                .rows()
                .forEach(each -> attempt("Rows of \"" + RowsJudge.shown(each.sql()) + "\"", () -> rows.judge(each)));
        expectations.tables().forEach(each -> attempt("Table " + each.table(), () -> tables.judge(each)));
        expectations
                .columns()
                .forEach(each -> attempt("Column " + each.table() + "." + each.column(), () -> columns.judge(each)));
        expectations.indexes().forEach(each -> attempt("Index " + each.index(), () -> indexes.judge(each)));
        Expectation connections = expectations.connections();
        if (connections != null) {
            attempt("Connections", () -> sessions.judgeConnections(connections));
        }
        Expectation longTransactions = expectations.longTransactions();
        if (longTransactions != null) {
            attempt("Long transactions", () -> sessions.judgeLongTransactions(longTransactions));
        }
    }

    /** A database that nobody can reach is said once, not once per expectation. */
    private boolean reachable() {
        try {
            database.read(connection -> connection);
            return true;
        } catch (WorkFailed failed) {
            verdict.failed(failed);
        } catch (EnvironmentLacks lacks) {
            verdict.failed(lacks);
        } catch (SQLException broken) {
            verdict.unseen("The database could not be read: " + broken.getMessage() + ".");
        }
        return false;
    }

    private void attempt(String what, Judging judging) {
        try {
            judging.judge();
        } catch (UnexpectedAnswer unexpected) {
            verdict.differs(what + ": " + unexpected.getMessage() + ".");
        } catch (SQLException broken) {
            SqlTrouble.report(what, broken, database.user(), verdict);
        }
    }
}
