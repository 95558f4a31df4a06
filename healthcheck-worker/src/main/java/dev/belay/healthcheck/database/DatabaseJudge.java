package dev.belay.healthcheck.database;

import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Reference;
import dev.belay.healthcheck.catalogue.ColumnsJudge;
import dev.belay.healthcheck.catalogue.ForeignKeysJudge;
import dev.belay.healthcheck.catalogue.IndexesJudge;
import dev.belay.healthcheck.catalogue.TablesJudge;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.query.SqlTrouble;
import dev.belay.healthcheck.query.UnexpectedAnswer;
import dev.belay.healthcheck.server.MeasuresJudge;
import dev.belay.healthcheck.server.SessionsJudge;
import dev.belay.healthcheck.verdict.Verdict;
import dev.belay.worker.environment.EnvironmentLacks;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;

/** Judges what is expected of the database, each expectation by itself. */
public final class DatabaseJudge {
    private final ReadOnlyDatabase database;
    private final Reference reference;
    private final Verdict verdict;

    /** @param reference what answers and times are compared with */
    public DatabaseJudge(ReadOnlyDatabase database, Reference reference, Verdict verdict) {
        this.database = database;
        this.reference = reference;
        this.verdict = verdict;
    }

    /** One expectation to judge. */
    private interface Judging {
        void judge() throws SQLException;
    }

    public void judge(DatabaseExpectations expectations) {
        if (expectations.equals(DatabaseExpectations.NOTHING) || !reachable()) {
            return;
        }
        RowsJudge rows = new RowsJudge(database, reference, verdict);
        TablesJudge tables = new TablesJudge(database, verdict);
        ColumnsJudge columns = new ColumnsJudge(database, verdict);
        IndexesJudge indexes = new IndexesJudge(database, verdict);
        ForeignKeysJudge foreignKeys = new ForeignKeysJudge(database, verdict);
        QueriesJudge queries = new QueriesJudge(database, reference, verdict);
        MeasuresJudge measures = new MeasuresJudge(database, verdict);
        Samples samples = new Samples(database, verdict);
        SessionsJudge sessions = new SessionsJudge(database, verdict);
        expectations.rows().forEach(each -> attempt(RowsJudge.what(each), () -> rows.judge(each)));
        expectations.tables().forEach(each -> attempt("Table " + each.table(), () -> tables.judge(each)));
        expectations
                .columns()
                .forEach(each -> attempt("Column " + each.table() + "." + each.column(), () -> columns.judge(each)));
        expectations.indexes().forEach(each -> attempt("Index " + each.index(), () -> indexes.judge(each)));
        expectations
                .foreignKeys()
                .forEach(each -> attempt("Foreign key " + each.foreignKey(), () -> foreignKeys.judge(each)));
        expectations.queries().forEach(each -> attempt(QueriesJudge.what(each), () -> queries.judge(each)));
        expectations.measures().forEach(each -> attempt(MeasuresJudge.what(each), () -> measures.judge(each)));
        expectations.samples().forEach(each -> attempt(Samples.what(each), () -> samples.show(each)));
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
