package dev.belay.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a check expects of the database's catalogue and rows. */
public record DatabaseExpectations(
        List<RowsExpectation> rows,
        List<ColumnExpectation> columns,
        List<TableExpectation> tables,
        List<IndexExpectation> indexes,
        @Nullable Expectation connections,
        @Nullable Expectation longTransactions) {
    public static final DatabaseExpectations NOTHING =
            new DatabaseExpectations(List.of(), List.of(), List.of(), List.of(), null, null);

    public DatabaseExpectations {
        rows = List.copyOf(rows);
        columns = List.copyOf(columns);
        tables = List.copyOf(tables);
        indexes = List.copyOf(indexes);
    }

    /** A query of one number, and what that must be. */
    public record RowsExpectation(String sql, Expectation expectation) {}

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
     */
    public record IndexExpectation(String table, String index, Presence presence, List<String> columns) {
        public IndexExpectation {
            columns = List.copyOf(columns);
        }
    }
}
