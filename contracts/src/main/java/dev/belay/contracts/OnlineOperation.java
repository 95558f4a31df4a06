package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of the schema that keeps nobody waiting; tables may have their schema before them, with a dot between. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OnlineOperation.AddColumn.class, name = "add-column"),
    @JsonSubTypes.Type(value = OnlineOperation.CreateIndex.class, name = "create-index"),
})
public sealed interface OnlineOperation {
    /** What it does, in one line, for people. */
    String describe();

    /**
     * Adds a column, and fills it.
     *
     * @param type as SQL writes it
     * @param defaultValue an expression, absent where rows get none
     * @param backfill an expression over the columns of a row for the rows that are there, absent where the default
     *     applies to them
     * @param triggers what it may do to a table whose updates fire triggers
     */
    record AddColumn(
            String table,
            String column,
            String type,
            @Nullable String defaultValue,
            @Nullable String backfill,
            Nulls nulls,
            Triggers triggers)
            implements OnlineOperation {
        @Override
        public String describe() {
            return "add column " + table + "." + column;
        }
    }

    /** Whether a column may be empty. */
    enum Nulls {
        ALLOWED,
        REFUSED
    }

    /** What a backfill may do to a table whose updates fire triggers of its owners. */
    enum Triggers {
        NONE_EXPECTED,
        FIRE
    }

    /**
     * Builds an index, without blocking writers.
     *
     * @param columns or expressions in brackets, each with what may follow it, such as {@code created_at desc}
     * @param method such as {@code btree}
     * @param include columns that it only carries
     * @param where the rows that it holds, absent for all
     */
    record CreateIndex(
            String name,
            String table,
            List<String> columns,
            Uniqueness uniqueness,
            String method,
            List<String> include,
            @Nullable String where)
            implements OnlineOperation {
        public CreateIndex {
            columns = List.copyOf(columns);
            include = List.copyOf(include);
        }

        @Override
        public String describe() {
            return "create index " + name + " on " + table;
        }
    }

    /** Whether an index refuses what it holds already. */
    enum Uniqueness {
        ANY,
        UNIQUE
    }
}
