package dev.belay.examples.production.observation;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A production system at one moment, as someone outside of it sees it.
 *
 * @param version the tag of what is live
 * @param columns of each table, as SQL names them
 * @param contents of these columns
 * @param schema as pg_dump writes it
 * @param answers what the public address answered, by path
 */
public record SystemState(
        String version,
        DatabaseState database,
        SortedMap<String, String> columns,
        SortedMap<String, TableContent> contents,
        SchemaDump schema,
        SortedMap<String, Answer> answers) {
    public SystemState {
        columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        contents = Collections.unmodifiableSortedMap(new TreeMap<>(contents));
        answers = Collections.unmodifiableSortedMap(new TreeMap<>(answers));
    }
}
