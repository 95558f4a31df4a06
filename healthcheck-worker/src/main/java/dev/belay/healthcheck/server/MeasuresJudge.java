package dev.belay.healthcheck.server;

import dev.belay.contracts.check.DatabaseExpectations.Measure;
import dev.belay.healthcheck.query.ReadOnlyDatabase;
import dev.belay.healthcheck.verdict.Verdict;
import java.sql.SQLException;
import java.util.Objects;

/** Judges what the server tells of replicas, sizes, indexes and constraints. */
public final class MeasuresJudge {
    private final LagJudge lag;
    private final SizesJudge sizes;
    private final LeftoversJudge leftovers;
    private final UnusedIndexes unused;

    public MeasuresJudge(ReadOnlyDatabase database, Verdict verdict) {
        this.lag = new LagJudge(database, verdict);
        this.sizes = new SizesJudge(database, verdict);
        this.leftovers = new LeftoversJudge(database, verdict);
        this.unused = new UnusedIndexes(database, verdict);
    }

    /** What it is called in messages. */
    public static String what(Measure measure) {
        return switch (measure.subject()) {
            case LAG -> "Lag";
            case DATABASE_SIZE -> "Size of the database";
            case TABLE_SIZE -> "Size of table " + measure.name();
            case INVALID_INDEXES -> "Invalid indexes";
            case UNVALIDATED_CONSTRAINTS -> "Constraints that are not validated";
            case UNUSED_INDEXES -> "Indexes that no query has used";
        };
    }

    public void judge(Measure measure) throws SQLException {
        switch (measure.subject()) {
            case LAG -> lag.judge(Objects.requireNonNull(measure.expectation(), "lag without an expectation"));
            case DATABASE_SIZE -> sizes.judgeDatabase(what(measure), measure.expectation());
            case TABLE_SIZE ->
                sizes.judgeTable(
                        what(measure),
                        Objects.requireNonNull(measure.name(), "size of no table"),
                        measure.expectation());
            case INVALID_INDEXES -> leftovers.judgeIndexes(what(measure), measure.expectation());
            case UNVALIDATED_CONSTRAINTS -> leftovers.judgeConstraints(what(measure), measure.expectation());
            case UNUSED_INDEXES -> unused.judge(what(measure), measure.expectation());
        }
    }
}
