package dev.belay.migration.lint.rules;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the rules that one statement breaks, by its words alone. */
public final class StatementRules {
    private static final int LONGEST_NAME = 63;
    private static final int WIDE = 3;

    private final boolean transactional;
    private final List<Hit> hits = new ArrayList<>();

    private StatementRules(boolean transactional) {
        this.transactional = transactional;
    }

    /** @param transactional whether the tool has a transaction around it */
    public static List<Hit> of(String sql, boolean transactional) {
        StatementRules rules = new StatementRules(transactional);
        rules.read(sql);
        return List.copyOf(rules.hits);
    }

    private void read(String sql) {
        Words words = Words.of(sql);
        names(words);
        if (NamedTwice.in(Words.of(sql))) {
            hit(Rule.NAMED_TWICE, Optional.empty());
        }
        boolean concurrently = words.has("concurrently") && !words.next("refresh");
        if (words.take("alter", "table")) {
            hits.addAll(AlterTableRules.of(words));
        } else if (words.take("create")) {
            create(words);
        } else if (words.take("drop")) {
            drop(words);
        } else if (words.take("alter")) {
            alter(words);
        } else {
            other(words);
        }
        if (transactional && concurrently) {
            hit(Rule.CONCURRENTLY_IN_TRANSACTION, Optional.empty());
        }
    }

    private void names(Words words) {
        boolean tooLong = words.rest().stream()
                .filter(Token::isName)
                .anyMatch(token -> token.text().getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME);
        if (tooLong) {
            hit(Rule.LONG_NAME, Optional.empty());
        }
    }

    private void create(Words words) {
        boolean unique = words.take("unique");
        if (words.take("index")) {
            index(words, unique);
        } else if (words.take("domain")) {
            if (words.has("check") || words.has("not", "null")) {
                hit(Rule.CREATE_DOMAIN, Optional.empty());
            }
        } else if (words.next("table") || words.next("unlogged", "table")) {
            words.skipTo("table");
            words.takeIfExists();
            words.takeName();
            words.brackets().ifPresent(columns -> columns.parts().forEach(this::column));
        }
    }

    private void index(Words words, boolean unique) {
        boolean concurrently = words.take("concurrently");
        words.skipTo("on");
        words.take("only");
        Optional<TableName> table = words.takeName();
        if (!concurrently) {
            hit(Rule.CREATE_INDEX, table);
        }
        if (!unique
                && words.brackets()
                        .filter(columns -> columns.parts().size() > WIDE)
                        .isPresent()) {
            hit(Rule.WIDE_INDEX, table);
        }
    }

    private void column(Words definition) {
        if (definition.next("constraint") || definition.next("primary") || definition.next("foreign")) {
            return;
        }
        definition.takeName();
        hits.addAll(ColumnTypes.of(definition));
    }

    private void drop(Words words) {
        if (words.take("table")) {
            words.takeIfExists();
            hit(Rule.DROP_TABLE, words.takeName());
        } else if (words.take("index")) {
            if (!words.take("concurrently")) {
                hit(Rule.DROP_INDEX, Optional.empty());
            }
        } else if (words.take("schema")) {
            hit(Rule.DROP_SCHEMA, Optional.empty());
        } else if (words.take("database")) {
            hit(Rule.DROP_DATABASE, Optional.empty());
        }
    }

    private void alter(Words words) {
        if (words.take("schema") && words.has("rename", "to")) {
            hit(Rule.RENAME_SCHEMA, Optional.empty());
        } else if (words.take("domain") && words.has("add") && !words.has("not", "valid")) {
            hit(Rule.DOMAIN_CONSTRAINT, Optional.empty());
        } else if (words.take("type")) {
            if (words.has("rename", "value")) {
                hit(Rule.RENAME_ENUM_VALUE, Optional.empty());
            } else if (words.has("add", "value") && !words.has("before") && !words.has("after")) {
                hit(Rule.ENUM_ORDER, Optional.empty());
            }
        } else if (words.take("view") || words.take("materialized", "view")) {
            words.takeIfExists();
            Optional<TableName> view = words.takeName();
            if (words.has("rename", "to")) {
                hit(Rule.RENAME_TABLE, view);
            }
        }
    }

    private void other(Words words) {
        if (words.take("truncate")) {
            words.take("table");
            words.take("only");
            hit(Rule.TRUNCATE, words.takeName());
        } else if (words.take("update")) {
            words.take("only");
            rows(words, words.takeName());
        } else if (words.take("delete", "from")) {
            words.take("only");
            rows(words, words.takeName());
        } else if (words.take("reindex")) {
            if (!words.has("concurrently")) {
                boolean ofTable = words.take("table");
                hit(Rule.REINDEX, ofTable ? words.takeName() : Optional.empty());
            }
        } else if (words.take("cluster")) {
            hit(Rule.REWRITE, words.takeName());
        } else if (words.take("vacuum")) {
            if (words.take("full") || words.has("full")) {
                words.skipTo(")");
                hit(Rule.REWRITE, Optional.empty());
            }
        } else if (words.take("repack")) {
            if (!words.has("concurrently")) {
                hit(Rule.REWRITE, words.takeName());
            }
        } else if (words.take("refresh", "materialized", "view")) {
            if (!words.take("concurrently")) {
                hit(Rule.REFRESH_VIEW, words.takeName());
            }
        } else if (words.take("lock")) {
            words.take("table");
            words.take("only");
            hit(Rule.LOCK_TABLE, words.takeName());
        } else if (words.take("set")) {
            timeout(words);
        } else if (words.next("reset", "lock_timeout")
                || words.next("reset", "statement_timeout")
                || words.next("reset", "all")
                || words.next("discard", "all")) {
            hit(Rule.NO_TIMEOUT, Optional.empty());
        } else if (transactional && controlsTransactions(words)) {
            hit(Rule.TRANSACTION_CONTROL, Optional.empty());
        }
    }

    private void rows(Words words, Optional<TableName> table) {
        hit(words.has("where") ? Rule.CHANGE_ROWS : Rule.CHANGE_ALL_ROWS, table);
    }

    private void timeout(Words words) {
        if (!words.take("local")) {
            words.take("session");
        }
        boolean limit = words.take("lock_timeout") || words.take("statement_timeout");
        boolean off = words.rest().stream()
                .anyMatch(token -> token.is("default")
                        || Set.of("0", "'0'", "'0s'", "'0ms'").contains(token.text()));
        if (limit && off) {
            hit(Rule.NO_TIMEOUT, Optional.empty());
        }
    }

    private static boolean controlsTransactions(Words words) {
        boolean toSavepoint = words.next("rollback") && words.has("to");
        return !toSavepoint
                && (words.next("begin")
                        || words.next("commit")
                        || words.next("rollback")
                        || words.next("abort")
                        || words.next("end")
                        || words.next("start", "transaction"));
    }

    private void hit(Rule rule, Optional<TableName> table) {
        hits.add(new Hit(rule, table.orElse(null)));
    }
}
