package dev.belay.backup.catalogue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What a database holds, in numbers that must be the same after a restore.
 *
 * @param objects how many there are of each other kind, as people name it; empty in manifests of former versions
 */
public record DatabaseContents(
        List<TableCount> tables,
        long largeObjects,
        long validatedConstraints,
        long validIndexes,
        List<SequenceRange> sequences,
        Map<String, Long> objects) {
    public DatabaseContents {
        tables = List.copyOf(tables);
        sequences = List.copyOf(sequences);
        objects = Collections.unmodifiableMap(new TreeMap<>(Objects.requireNonNullElse(objects, Map.of())));
    }

    public long rows() {
        return tables.stream().mapToLong(TableCount::rows).sum();
    }

    public DatabaseContents withSequences(List<SequenceRange> ranges) {
        return new DatabaseContents(tables, largeObjects, validatedConstraints, validIndexes, ranges, objects);
    }
}
