package dev.belay.contracts.check;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check expects of the database's catalogue, rows, queries and server.
 *
 * @param samples rows that are only shown
 */
public record DatabaseExpectations(
        List<RowsExpectation> rows,
        List<ColumnExpectation> columns,
        List<TableExpectation> tables,
        List<IndexExpectation> indexes,
        @Nullable Expectation connections,
        @Nullable Expectation longTransactions,
        List<ForeignKeyExpectation> foreignKeys,
        List<QueryExpectation> queries,
        List<Measure> measures,
        List<Sample> samples) {
    public static final DatabaseExpectations NOTHING =
            new DatabaseExpectations(List.of(), List.of(), List.of(), List.of(), null, null);

    public DatabaseExpectations {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
        indexes = List.copyOf(indexes);
        foreignKeys = foreignKeys == null ? List.of() : List.copyOf(foreignKeys);
        queries = queries == null ? List.of() : List.copyOf(queries);
        measures = measures == null ? List.of() : List.copyOf(measures);
        samples = samples == null ? List.of() : List.copyOf(samples);
    }

    /** Without foreign keys, queries, measures and samples. */
    public DatabaseExpectations(
            List<RowsExpectation> rows,
            List<ColumnExpectation> columns,
            List<TableExpectation> tables,
            List<IndexExpectation> indexes,
            @Nullable Expectation connections,
            @Nullable Expectation longTransactions) {
        this(rows, columns, tables, indexes, connections, longTransactions, List.of(), List.of(), List.of(), List.of());
    }

    /**
     * A query of one value, and what that must be.
     *
     * @param sql the query; where a table is counted, what people are shown in its place
     * @param table whose rows are counted, absent where the query is asked
     * @param expectation absent where the answer must be the same as another one
     * @param sameAs where the answer comes from that it must equal, absent where it does not matter
     */
    public record RowsExpectation(
            String sql, @Nullable String table, @Nullable Expectation expectation, Reference.@Nullable Origin sameAs) {
        public RowsExpectation(String sql, Expectation expectation) {
            this(sql, null, expectation, null);
        }
    }

    /** Whether a thing is expected at all. */
    public enum Presence {
        PRESENT,
        ABSENT
    }

    /**
     * A column.
     *
     * @param type as the catalogue formats it, absent where it does not matter
     * @param nullable {@code yes} or {@code no}, absent where it does not matter
     * @param defaultValue the default's expression or {@code none}, absent where it does not matter
     */
    public record ColumnExpectation(
            String table,
            String column,
            Presence presence,
            @Nullable String type,
            @Nullable String nullable,
            @Nullable String defaultValue) {}

    /** A table, with the numbers of its indexes and foreign keys where they matter. */
    public record TableExpectation(
            String table,
            Presence presence,
            @Nullable Integer indexes,
            @Nullable Integer foreignKeys) {}

    /**
     * An index, which must be valid and ready too.
     *
     * @param columns in order, each with {@code " desc"} where it descends; empty where they do not matter
     * @param unique {@code yes} or {@code no}, absent where it does not matter
     * @param scans how often it was used since the statistics began, absent where it does not matter
     */
    public record IndexExpectation(
            String table,
            String index,
            Presence presence,
            List<String> columns,
            @Nullable String unique,
            @Nullable Expectation scans) {
        public IndexExpectation {
            columns = List.copyOf(columns);
        }

        public IndexExpectation(String table, String index, Presence presence, List<String> columns) {
            this(table, index, presence, columns, null, null);
        }
    }

    /**
     * A foreign key, which must be validated too.
     *
     * @param columns that refer to the other table, in order; empty where they do not matter
     * @param references the other table, absent where it does not matter
     * @param onDelete what becomes of a row where the other one is deleted, absent where it does not matter
     */
    public record ForeignKeyExpectation(
            String table,
            String foreignKey,
            Presence presence,
            List<String> columns,
            @Nullable String references,
            @Nullable String onDelete) {
        public ForeignKeyExpectation {
            columns = List.copyOf(columns);
        }
    }

    /**
     * A query, which indexes it uses and how long it takes.
     *
     * @param uses an index that its plan must use, absent where that does not matter
     * @param fasterBy by how many percent it must be faster than before, absent where that does not matter
     * @param within how long it may take at most, absent where that does not matter
     * @param whenRowsAtLeast with fewer rows in its tables it is not judged, absent where it always is
     */
    public record QueryExpectation(
            String sql,
            @Nullable String uses,
            @Nullable Integer fasterBy,
            @Nullable Duration within,
            @Nullable Long whenRowsAtLeast) {}

    /**
     * Something that the server tells.
     *
     * @param name of the table, where one is meant
     * @param expectation absent where it is only shown
     */
    public record Measure(
            Subject subject,
            @Nullable String name,
            @Nullable Expectation expectation) {
        /** What is measured. */
        public enum Subject {
            /** How far replicas are behind, and how much is kept for slots. */
            LAG,
            DATABASE_SIZE,
            /** A table with its indexes. */
            TABLE_SIZE,
            /** Indexes that are not valid or not ready. */
            INVALID_INDEXES,
            /** Constraints that nobody has proven for the rows that are there. */
            UNVALIDATED_CONSTRAINTS,
            /** Indexes that no query has used since the statistics began. */
            UNUSED_INDEXES
        }
    }

    /**
     * Rows for people to look at.
     *
     * @param rows how many at most
     * @param mask columns of the answer whose values are not shown
     */
    public record Sample(String sql, int rows, List<String> mask) {
        public Sample {
            mask = List.copyOf(mask);
        }
    }
}
