package dev.belay.healthcheck;

import dev.belay.contracts.Release;
import dev.belay.contracts.check.DatabaseExpectations;
import dev.belay.contracts.check.DatabaseExpectations.ColumnExpectation;
import dev.belay.contracts.check.DatabaseExpectations.ForeignKeyExpectation;
import dev.belay.contracts.check.DatabaseExpectations.IndexExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Measure;
import dev.belay.contracts.check.DatabaseExpectations.QueryExpectation;
import dev.belay.contracts.check.DatabaseExpectations.RowsExpectation;
import dev.belay.contracts.check.DatabaseExpectations.Sample;
import dev.belay.contracts.check.DatabaseExpectations.TableExpectation;
import dev.belay.contracts.check.DiskExpectation;
import dev.belay.contracts.check.Expectation;
import dev.belay.contracts.check.Expectation.Comparison;
import dev.belay.contracts.check.FileExpectation;
import dev.belay.contracts.check.HttpProbe;
import dev.belay.contracts.check.Reference;
import dev.belay.contracts.work.CheckWork;
import dev.belay.worker.process.SupervisedProcesses;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds checks as tests need them. */
public final class Checks {
    private Checks() {}

    static CheckHandler handler() {
        return new CheckHandler(new SupervisedProcesses(Duration.ofSeconds(1)));
    }

    public static Expectation expect(Comparison comparison, String value) {
        return new Expectation(comparison, value);
    }

    public static Expectation atLeast(String value) {
        return expect(Comparison.AT_LEAST, value);
    }

    public static Expectation exactly(String value) {
        return expect(Comparison.EXACTLY, value);
    }

    static CheckWork http(HttpProbe... probes) {
        return new CheckWork(
                List.of(probes),
                DatabaseExpectations.NOTHING,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of());
    }

    static CheckWork files(@Nullable Release release, FileExpectation... files) {
        return new CheckWork(
                List.of(),
                DatabaseExpectations.NOTHING,
                List.of(files),
                List.of(),
                List.of(),
                List.of(),
                release,
                List.of());
    }

    static CheckWork disk(DiskExpectation... disk) {
        return new CheckWork(
                List.of(),
                DatabaseExpectations.NOTHING,
                List.of(),
                List.of(disk),
                List.of(),
                List.of(),
                null,
                List.of());
    }

    static CheckWork rows(RowsExpectation... rows) {
        return database(new DatabaseExpectations(List.of(rows), List.of(), List.of(), List.of(), null, null));
    }

    static CheckWork columns(ColumnExpectation... columns) {
        return database(new DatabaseExpectations(List.of(), List.of(columns), List.of(), List.of(), null, null));
    }

    static CheckWork tables(TableExpectation... tables) {
        return database(new DatabaseExpectations(List.of(), List.of(), List.of(tables), List.of(), null, null));
    }

    static CheckWork indexes(IndexExpectation... indexes) {
        return database(new DatabaseExpectations(List.of(), List.of(), List.of(), List.of(indexes), null, null));
    }

    static CheckWork sessions(@Nullable Expectation connections, @Nullable Expectation longTransactions) {
        return database(
                new DatabaseExpectations(List.of(), List.of(), List.of(), List.of(), connections, longTransactions));
    }

    static CheckWork foreignKeys(ForeignKeyExpectation... foreignKeys) {
        return database(new DatabaseExpectations(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(foreignKeys),
                List.of(),
                List.of(),
                List.of()));
    }

    static CheckWork queries(Reference reference, QueryExpectation... queries) {
        return compared(
                new DatabaseExpectations(
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        List.of(),
                        List.of(queries),
                        List.of(),
                        List.of()),
                reference);
    }

    static CheckWork measures(Measure... measures) {
        return database(new DatabaseExpectations(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(measures),
                List.of()));
    }

    static CheckWork samples(Sample... samples) {
        return database(new DatabaseExpectations(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of(samples)));
    }

    static CheckWork compared(DatabaseExpectations expectations, Reference reference) {
        return new CheckWork(
                List.of(), expectations, List.of(), List.of(), List.of(), List.of(), null, List.of(), reference);
    }

    static CheckWork database(DatabaseExpectations expectations) {
        return compared(expectations, Reference.NOTHING);
    }
}
