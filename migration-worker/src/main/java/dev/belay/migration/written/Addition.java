package dev.belay.migration.written;

import dev.belay.migration.online.batch.RowKey;
import dev.belay.migration.online.catalogue.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table that is new, or the columns of an older one that are new or of another type.
 *
 * @param oid the table's
 * @param table quoted, with its schema
 * @param shown the same for people
 * @param columns all that are stored, but for those that the database computes
 * @param added those among them that going back would drop or change
 * @param key what tells the rows apart; absent where nothing does
 */
record Addition(
        Extent extent,
        long oid,
        String table,
        String shown,
        List<Column> columns,
        List<Column> added,
        Optional<RowKey> key) {
    Addition {
        columns = List.copyOf(columns);
        added = List.copyOf(added);
    }

    /** What of a table was added. */
    enum Extent {
        TABLE,
        COLUMNS
    }

    /**
     * A column.
     *
     * @param type with its schema
     * @param own whether the type is one that the server brings
     * @param constant its default, absent where it has none or one that is computed
     */
    record Column(
            String name, String type, Origin own, @Nullable String constant) {
        /** Where a type comes from. */
        enum Origin {
            SERVER,
            /** Made by somebody, perhaps by a migration that goes. */
            MADE
        }

        String quoted() {
            return Names.quoted(name);
        }

        /** That a row has a value in it that is not just the default. */
        String written() {
            return constant == null
                    ? quoted() + " is not null"
                    : "(" + quoted() + " is not null and " + quoted() + "::text is distinct from cast((" + constant
                            + ") as " + type + ")::text)";
        }

        /** Selects it in a form that nothing hangs on. */
        String kept() {
            return own == Origin.SERVER ? quoted() : quoted() + "::text as " + quoted();
        }
    }

    /** That a row holds something which going back would drop. */
    String written() {
        return extent == Extent.TABLE
                ? "true"
                : added.stream().map(Column::written).collect(Collectors.joining(" or ", "(", ")"));
    }

    /** What is kept of a row: all of it where the table is new or nothing tells its rows apart. */
    List<Column> kept() {
        return extent == Extent.TABLE || key.isEmpty()
                ? columns
                : columns.stream()
                        .filter(column ->
                                added.contains(column) || key.get().columns().contains(column.name()))
                        .toList();
    }
}
