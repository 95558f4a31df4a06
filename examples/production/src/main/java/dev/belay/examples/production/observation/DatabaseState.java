package dev.belay.examples.production.observation;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a database holds, as one snapshot saw it.
 *
 * @param tables the content of each table, but for the migration history
 * @param schema one readable line for each column, index, constraint and right, sorted
 * @param migrations those in effect, oldest first; without times, which a rollback cannot bring back
 */
public record DatabaseState(SortedMap<String, TableContent> tables, List<String> schema, List<String> migrations) {
    public DatabaseState {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        schema = List.copyOf(schema);
        migrations = List.copyOf(migrations);
    }

    /** One digest over the whole schema. */
    public String schemaDigest() {
        return Digest.of(String.join("\n", schema));
    }

    /** One digest over the rows of every table. */
    public String rowsDigest() {
        return Digest.of(tables.toString());
    }

    /** The rows of all tables together. */
    public long rows() {
        return tables.values().stream().mapToLong(TableContent::rows).sum();
    }
}
