package dev.belay.contracts.migration;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A change of the schema that keeps nobody waiting; tables may have their schema before them, with a dot between. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OnlineOperation.AddColumn.class, name = "add-column"),
    @JsonSubTypes.Type(value = OnlineOperation.CreateIndex.class, name = "create-index"),
    @JsonSubTypes.Type(value = OnlineOperation.DropIndex.class, name = "drop-index"),
    @JsonSubTypes.Type(value = OnlineOperation.Reindex.class, name = "reindex"),
    @JsonSubTypes.Type(value = OnlineOperation.Analyze.class, name = "analyze"),
    @JsonSubTypes.Type(value = OnlineOperation.AddForeignKey.class, name = "add-foreign-key"),
    @JsonSubTypes.Type(value = OnlineOperation.AddCheck.class, name = "add-check"),
    @JsonSubTypes.Type(value = OnlineOperation.DropColumn.class, name = "drop-column"),
    @JsonSubTypes.Type(value = OnlineOperation.Sql.class, name = "sql"),
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

    /** Drops an index, or the constraint that owns it. */
    record DropIndex(String name) implements OnlineOperation {
        @Override
        public String describe() {
            return "drop index " + name;
        }
    }

    /** Builds an index anew, without blocking writers. */
    record Reindex(String name) implements OnlineOperation {
        @Override
        public String describe() {
            return "reindex " + name;
        }
    }

    /**
     * Gathers statistics.
     *
     * @param columns of which; empty for all
     */
    record Analyze(String table, List<String> columns) implements OnlineOperation {
        public Analyze {
            columns = List.copyOf(columns);
        }

        @Override
        public String describe() {
            return "analyze " + table;
        }
    }

    /**
     * Adds a foreign key.
     *
     * @param to the columns of the other table; empty for its primary key
     * @param onDelete such as {@code cascade}, absent where a row that is referred to cannot be deleted
     */
    record AddForeignKey(
            String name,
            String table,
            List<String> columns,
            String references,
            List<String> to,
            @Nullable String onDelete)
            implements OnlineOperation {
        public AddForeignKey {
            columns = List.copyOf(columns);
            to = List.copyOf(to);
        }

        @Override
        public String describe() {
            return "add foreign key " + name + " to " + table;
        }
    }

    /** Adds a condition that every row must meet. */
    record AddCheck(String name, String table, String condition) implements OnlineOperation {
        @Override
        public String describe() {
            return "add check " + name + " to " + table;
        }
    }

    /** Drops a column. */
    record DropColumn(String table, String column, Keep keep) implements OnlineOperation {
        @Override
        public String describe() {
            return "drop column " + table + "." + column;
        }
    }

    /** What is kept of a column that is dropped. */
    enum Keep {
        VALUES,
        /** So that nothing brings it back. */
        NOTHING
    }

    /**
     * Runs a statement in one transaction.
     *
     * @param undo takes it back, absent where nothing does
     */
    record Sql(String statement, @Nullable String undo) implements OnlineOperation {
        private static final int SHOWN = 60;

        @Override
        public String describe() {
            String line = statement.strip().replaceAll("\\s+", " ");
            return "run SQL: " + (line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line);
        }
    }
}
