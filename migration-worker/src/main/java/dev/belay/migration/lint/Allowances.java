package dev.belay.migration.lint;

import dev.belay.documents.Nearest;
import dev.belay.migration.lint.rules.Rule;
import dev.belay.migration.sql.SqlStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people have allowed in the source of a migration: {@code belay:allow RULE reason} in a comment, before a
 * statement of SQL or within it; in the source of a tool's own language, for all of the migration.
 */
final class Allowances {
    private static final Pattern ALLOW =
            Pattern.compile("(?:--|#|/\\*)\\s*belay:allow\\b[ \\t]*([\\w-]*)[ \\t]*(.*?)\\s*(?:\\*/.*)?$");

    private final LintedMigration migration;
    private final List<Allowance> all = new ArrayList<>();
    private final Set<Allowance> used = new HashSet<>();

    private Allowances(LintedMigration migration) {
        this.migration = migration;
    }

    /** @param line on which it stands */
    record Allowance(int line, String word, String reason) {
        private boolean isWhole() {
            return Rule.of(word).isPresent() && !reason.isEmpty();
        }
    }

    static Allowances of(LintedMigration migration) {
        Allowances allowances = new Allowances(migration);
        int number = 0;
        for (String line : migration.source().lines().toList()) {
            number++;
            Matcher allow = ALLOW.matcher(line);
            if (allow.find()) {
                allowances.all.add(
                        new Allowance(number, allow.group(1), allow.group(2).strip()));
            }
        }
        return allowances;
    }

    Optional<Allowance> find(Rule rule, int statement) {
        Optional<Allowance> found = all.stream()
                .filter(Allowance::isWhole)
                .filter(allowance -> allowance.word().equals(rule.word()))
                .filter(allowance ->
                        migration.written() == LintedMigration.Origin.TOOL || reaches(allowance, statement))
                .findFirst();
        found.ifPresent(used::add);
        return found;
    }

    /** What allowed nothing of all that was found, as sentences. */
    List<String> unused() {
        return all.stream()
                .filter(Allowance::isWhole)
                .filter(allowance -> !used.contains(allowance))
                .map(allowance -> migration.name() + " line " + allowance.line() + ": \"belay:allow " + allowance.word()
                        + "\" was not needed: nothing of the kind was found there")
                .toList();
    }

    /** Behind the statement before, and not behind this one. */
    private boolean reaches(Allowance allowance, int index) {
        int from = index == 0 ? 0 : lastLine(migration.statements().get(index - 1));
        return allowance.line() > from
                && allowance.line() <= lastLine(migration.statements().get(index));
    }

    private static int lastLine(SqlStatement statement) {
        return statement.line()
                + (int) statement.text().chars().filter(each -> each == '\n').count();
    }

    /** What does not say what is allowed and why, as sentences. */
    List<String> illFormed() {
        return all.stream()
                .filter(allowance -> !allowance.isWhole())
                .map(allowance -> migration.name() + " line " + allowance.line() + ": \"belay:allow "
                        + allowance.word() + "\" allows nothing; expected a rule and a reason"
                        + (Rule.of(allowance.word()).isPresent()
                                ? ""
                                : Nearest.of(allowance.word(), Rule.words())
                                        .map(near -> ". Did you mean \"" + near + "\"?")
                                        .orElse("")))
                .toList();
    }
}
