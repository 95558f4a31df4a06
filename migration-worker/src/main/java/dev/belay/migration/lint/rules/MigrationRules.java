package dev.belay.migration.lint.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the rules that statements of one migration break together, by their words and in their order. */
public final class MigrationRules {
    private final boolean transactional;
    private final Repeatability repeatability;
    private final Set<TableName> unproven = new HashSet<>();
    private boolean begun;

    /**
     * @param transactional whether the tool has a transaction around it
     * @param statements how many it has
     */
    public MigrationRules(boolean transactional, int statements) {
        this.transactional = transactional;
        this.repeatability = new Repeatability(statements);
    }

    /** What the next statement breaks. */
    public List<Hit> next(String sql) {
        List<Hit> hits = new ArrayList<>();
        if (!transactional) {
            transaction(Words.of(sql)).ifPresent(hits::add);
            Words words = Words.of(sql);
            if (begun && words.has("concurrently") && !words.next("refresh")) {
                hits.add(new Hit(Rule.CONCURRENTLY_IN_TRANSACTION, null));
            } else if (!begun) {
                repeatability.of(words).ifPresent(hits::add);
            }
        }
        if (transactional || begun) {
            validation(Words.of(sql)).ifPresent(hits::add);
        }
        return hits;
    }

    /** What is left open behind the last statement. */
    public List<Hit> end() {
        return begun ? List.of(new Hit(Rule.UNPAIRED_TRANSACTION, null)) : List.of();
    }

    private Optional<Hit> transaction(Words words) {
        boolean begins = words.next("begin") || words.next("start", "transaction");
        boolean ends = words.next("commit")
                || words.next("end")
                || words.next("abort")
                || words.next("rollback") && !words.has("to") && !words.has("prepared");
        boolean unpaired = begins && begun || ends && !begun;
        if (begins || ends) {
            begun = begins;
            unproven.clear();
        }
        return unpaired ? Optional.of(new Hit(Rule.UNPAIRED_TRANSACTION, null)) : Optional.empty();
    }

    private Optional<Hit> validation(Words words) {
        if (!words.take("alter", "table")) {
            return Optional.empty();
        }
        words.takeIfExists();
        words.take("only");
        Optional<TableName> table = words.takeName();
        if (table.isPresent() && words.has("not", "valid")) {
            unproven.add(table.get());
        }
        return table.filter(unproven::contains)
                .filter(name -> words.has("validate", "constraint"))
                .map(name -> new Hit(Rule.VALIDATE_AT_ONCE, name));
    }
}
