package dev.belay.migration.lint;

import dev.belay.migration.lint.rules.TableName;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a statement was seen to do on a copy of the schema, of tables that were there before the migrations.
 *
 * @param standing whether it was seen at all
 * @param locks by table, the strongest mode that it took anew
 * @param rewritten tables that were written anew
 * @param scanned tables that were read from end to end
 * @param trouble why it failed; empty where it did not
 */
record Observed(
        Standing standing,
        Map<TableName, LockMode> locks,
        Set<TableName> rewritten,
        Set<TableName> scanned,
        String trouble) {
    static final Observed NOTHING = new Observed(Standing.NOT_SEEN, Map.of(), Set.of(), Set.of(), "");

    Observed {
        Map<TableName, LockMode> sorted =
                new TreeMap<>((one, other) -> one.toString().compareTo(other.toString()));
        sorted.putAll(locks);
        locks = sorted;
        rewritten = Set.copyOf(rewritten);
        scanned = Set.copyOf(scanned);
    }

    static Observed refused(String trouble) {
        return new Observed(Standing.REFUSED, Map.of(), Set.of(), Set.of(), trouble);
    }

    /** Whether a statement was seen. */
    enum Standing {
        SEEN,
        /** It ran, but its locks could not be looked at. */
        NOT_SEEN,
        /** It cannot run on this schema, whatever the data. */
        REFUSED
    }

    boolean seen() {
        return standing == Standing.SEEN;
    }
}
