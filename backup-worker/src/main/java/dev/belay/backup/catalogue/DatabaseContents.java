package dev.belay.backup.catalogue;

import java.util.List;

/** What a database holds, in numbers that must be the same after a restore. */
public record DatabaseContents(
        List<TableCount> tables,
        long largeObjects,
        long validatedConstraints,
        long validIndexes,
        List<SequenceRange> sequences) {
    public DatabaseContents {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
    }

    public long rows() {
        return tables.stream().mapToLong(TableCount::rows).sum();
    }

    public DatabaseContents withSequences(List<SequenceRange> ranges) {
        return new DatabaseContents(tables, largeObjects, validatedConstraints, validIndexes, ranges);
    }
}
