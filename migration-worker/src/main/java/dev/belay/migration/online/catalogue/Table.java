package dev.belay.migration.online.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table as the catalogue has it.
 *
 * @param name quoted, with its schema
 * @param rows as the statistics estimate them, of all partitions; negative where nobody knows
 * @param columns by name, in their order
 * @param surroundings what works on the table beside its rows
 */
public record Table(
        long oid,
        String schema,
        String relation,
        String name,
        Kind kind,
        double rows,
        Map<String, Column> columns,
        Surroundings surroundings) {
    public Table {
        columns = Map.copyOf(columns);
    }

    /** What a relation is. */
    public enum Kind {
        PLAIN,
        PARTITIONED,
        PARTITION,
        /** Others inherit from it, and keep rows of their own. */
        INHERITED,
        /** A view, a foreign table or something else without rows of its own. */
        OTHER
    }

    /**
     * A column.
     *
     * @param type as SQL writes it
     * @param generated whether the database computes it
     */
    public record Column(String name, String type, boolean notNull, boolean generated) {}

    /**
     * What works on a table beside its rows.
     *
     * @param updateTriggers that fire for each update, by name
     * @param generatedColumns that each update computes again
     * @param publications that publish updates of it
     * @param identified whether a row that is updated can be told to subscribers
     * @param hiddenRows why this login may not see every row, empty where it sees them all
     * @param owned whether this login may change it
     */
    public record Surroundings(
            List<String> updateTriggers,
            List<String> generatedColumns,
            List<String> publications,
            boolean identified,
            Optional<String> hiddenRows,
            boolean owned) {
        public Surroundings {
            updateTriggers = List.copyOf(updateTriggers);
            generatedColumns = List.copyOf(generatedColumns);
            publications = List.copyOf(publications);
        }
    }
}
