package dev.belay.migration.lint.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the rules that the actions of an ALTER TABLE break. */
final class AlterTableRules {
    private static final Set<String> NOT_VOLATILE = Set.of(
            "now",
            "current_timestamp",
            "current_date",
            "transaction_timestamp",
            "statement_timestamp",
            "lower",
            "upper",
            "coalesce",
            "date_trunc",
            "jsonb_build_object",
            "json_build_object",
            "jsonb_build_array",
            "varchar",
            "char",
            "numeric",
            "decimal",
            "timestamp",
            "timestamptz",
            "time",
            "bit",
            "interval",
            "check",
            "references");

    private final @Nullable TableName table;
    private final List<Hit> hits = new ArrayList<>();

    private AlterTableRules(@Nullable TableName table) {
        this.table = table;
    }

    /** @param words behind ALTER TABLE */
    static List<Hit> of(Words words) {
        words.takeIfExists();
        words.take("only");
        AlterTableRules rules = new AlterTableRules(words.takeName().orElse(null));
        words.take("*");
        words.parts().forEach(rules::action);
        return List.copyOf(rules.hits);
    }

    private void action(Words action) {
        if (action.take("add")) {
            add(action);
        } else if (action.take("drop")) {
            if (!action.next("constraint")) {
                hit(Rule.DROP_COLUMN);
            }
        } else if (action.take("alter")) {
            action.take("column");
            action.takeName();
            column(action);
        } else if (action.take("rename")) {
            if (!action.next("constraint")) {
                hit(action.next("to") ? Rule.RENAME_TABLE : Rule.RENAME_COLUMN);
            }
        } else if (action.take("set")) {
            if (action.next("schema")) {
                hit(Rule.RENAME_TABLE);
            } else if (action.next("tablespace")
                    || action.next("logged")
                    || action.next("unlogged")
                    || action.next("access", "method")) {
                hit(Rule.REWRITE);
            }
        } else if (action.take("attach", "partition")) {
            hit(action.takeName().map(partition -> new Hit(Rule.ATTACH_PARTITION, partition)));
        } else if (action.take("detach", "partition") && !action.has("concurrently")) {
            hit(Rule.DETACH_PARTITION);
        }
    }

    private void add(Words action) {
        if (action.take("constraint")) {
            action.takeIfExists();
            action.takeName();
            constraint(action);
        } else if (action.next("check")
                || action.next("unique")
                || action.next("primary", "key")
                || action.next("foreign", "key")
                || action.next("exclude")) {
            constraint(action);
        } else {
            action.take("column");
            action.takeIfExists();
            action.takeName();
            newColumn(action);
        }
    }

    private void constraint(Words action) {
        boolean later = action.has("not", "valid");
        boolean built = action.has("using", "index");
        if (action.next("foreign") && !later) {
            hit(Rule.ADD_FOREIGN_KEY);
        } else if (action.next("check") && !later) {
            hit(Rule.ADD_CHECK);
        } else if (action.next("unique") && !built) {
            hit(Rule.ADD_UNIQUE);
        } else if (action.next("primary") && !built) {
            hit(Rule.ADD_PRIMARY_KEY);
        } else if (action.next("exclude")) {
            hit(Rule.ADD_EXCLUSION);
        }
    }

    private void newColumn(Words column) {
        boolean own = column.has("generated") || column.has("serial") || column.has("bigserial");
        boolean defaults = column.has("default");
        if (own || column.has("smallserial") || defaults && column.callsOtherThan(NOT_VOLATILE)) {
            hit(Rule.ADD_COLUMN_REWRITES);
        }
        if (column.has("not", "null") && !defaults && !own) {
            hit(Rule.ADD_REQUIRED_COLUMN);
        }
        if (column.has("references")) {
            hit(Rule.ADD_COLUMN_REFERENCES);
        }
        if (column.has("unique")) {
            hit(Rule.ADD_UNIQUE);
        }
        if (column.has("primary", "key")) {
            hit(Rule.ADD_PRIMARY_KEY);
        }
        hits.addAll(ColumnTypes.of(column));
    }

    private void column(Words action) {
        if (action.next("type") || action.next("set", "data", "type")) {
            hit(Rule.CHANGE_TYPE);
        } else if (action.next("set", "not", "null")) {
            hit(Rule.SET_NOT_NULL);
        } else if (action.next("drop", "not", "null")) {
            hit(Rule.DROP_NOT_NULL);
        }
    }

    private void hit(Rule rule) {
        hits.add(new Hit(rule, table));
    }

    private void hit(Optional<Hit> hit) {
        hit.ifPresent(hits::add);
    }
}
