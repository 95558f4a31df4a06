package dev.belay.migration.lint.rules;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Whether the statements of a migration that runs outside of a transaction may run once more, up to where it broke off. */
final class Repeatability {
    private static final Set<String> WITHOUT_IF_NOT_EXISTS =
            Set.of("type", "domain", "trigger", "policy", "role", "user", "database", "aggregate", "cast", "operator");

    private final int statements;
    private final Set<String> takenAway = new HashSet<>();

    /** @param statements of the migration; one alone takes effect as a whole or not at all, but for an index */
    Repeatability(int statements) {
        this.statements = statements;
    }

    /** Empty where it may run once more. */
    Optional<Hit> of(Words words) {
        if (words.take("create")) {
            return create(words);
        }
        if (words.take("drop")) {
            return drop(words);
        }
        return words.take("alter", "table") ? alter(words) : Optional.empty();
    }

    private Optional<Hit> create(Words words) {
        if (words.take("or", "replace")) {
            return Optional.empty();
        }
        words.take("unique");
        if (words.take("index")) {
            boolean concurrently = words.take("concurrently");
            boolean guarded = words.take("if", "not", "exists");
            Optional<TableName> index = words.next("on") ? Optional.empty() : words.takeName();
            if (index.filter(name -> takenAway.contains(name.name())).isPresent()) {
                return Optional.empty();
            }
            words.skipTo("on");
            words.take("only");
            return concurrently || statements > 1 && !guarded
                    ? Optional.of(new Hit(Rule.NOT_REPEATABLE, words.takeName().orElse(null)))
                    : Optional.empty();
        }
        words.take("temporary");
        words.take("temp");
        words.take("unlogged");
        words.take("materialized");
        boolean guarded = words.has("if", "not", "exists");
        boolean known = words.next("table")
                || words.next("sequence")
                || words.next("schema")
                || words.next("view")
                || words.next("extension")
                || words.next("function")
                || words.next("procedure")
                || WITHOUT_IF_NOT_EXISTS.stream().anyMatch(words::next);
        return when(known && !guarded);
    }

    private Optional<Hit> drop(Words words) {
        if (!words.has("if", "exists")) {
            return when(true);
        }
        words.skipTo("exists");
        words.parts().forEach(part -> part.takeName().ifPresent(name -> takenAway.add(name.name())));
        return Optional.empty();
    }

    private Optional<Hit> alter(Words words) {
        words.takeIfExists();
        words.take("only");
        words.takeName();
        words.take("*");
        boolean repeatable = words.parts().stream().allMatch(this::repeatable);
        return when(!repeatable);
    }

    private boolean repeatable(Words action) {
        if (action.take("drop")) {
            boolean guarded = action.has("if", "exists");
            if (guarded) {
                action.skipTo("exists");
                action.takeName().ifPresent(name -> takenAway.add(name.name()));
            }
            return guarded;
        }
        if (action.take("add", "constraint")) {
            return action.takeName()
                    .filter(name -> takenAway.contains(name.name()))
                    .isPresent();
        }
        if (action.take("add")) {
            return action.has("if", "not", "exists");
        }
        return !action.next("rename");
    }

    private Optional<Hit> when(boolean broken) {
        return broken && statements > 1 ? Optional.of(new Hit(Rule.NOT_REPEATABLE, null)) : Optional.empty();
    }
}
