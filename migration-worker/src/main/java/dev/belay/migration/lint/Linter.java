package dev.belay.migration.lint;

import dev.belay.migration.lint.rules.Hit;
import dev.belay.migration.lint.rules.MigrationRules;
import dev.belay.migration.lint.rules.Rule;
import dev.belay.migration.lint.rules.StatementRules;
import dev.belay.migration.lint.rules.TableName;
import dev.belay.migration.lint.rules.Words;
import dev.belay.migration.sql.SqlStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Judges migrations by their words, by what each statement does on a copy of the schema, and by the live tables' size. */
public final class Linter {
    private static final int LONGEST_STATEMENT = 90;

    /** Rules that words cannot decide, where what the statement does was seen. */
    private static final Set<Rule> SEEN_TO_SCAN = EnumSet.of(Rule.SET_NOT_NULL, Rule.ATTACH_PARTITION);

    private static final int MAJOR = 10_000;
    private static final int FIRST_WITH_THE_FAULT = 140_000;
    private static final int LAST_WITH_THE_FAULT = 140_003;

    private final int server;
    private final @Nullable TableSizes sizes;
    private final long large;
    private final Set<TableName> created = new HashSet<>();
    private final @Nullable Observer observer;
    private final List<LintFinding> findings = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private Linter(@Nullable TableSizes sizes, long large, @Nullable Observer observer, int server) {
        this.server = server;
        this.sizes = sizes;
        this.large = large;
        this.observer = observer;
    }

    /**
     * What was found.
     *
     * @param remarks what could not be looked at, in sentences
     */
    public record Result(List<LintFinding> findings, List<String> remarks) {
        public Result {
            findings = List.copyOf(findings);
            remarks = List.copyOf(remarks);
        }

        public List<LintFinding> dangers() {
            return findings.stream()
                    .filter(finding -> finding.grade() == LintFinding.Grade.DANGER)
                    .toList();
        }
    }

    /**
     * Judges all of them, in the order in which they would be applied.
     *
     * @param live the target, which is only asked for the size of its tables
     * @param large how many rows make a table large
     * @param copy of its schema, on which they are run; absent where there is none
     */
    public static Result lint(List<LintedMigration> migrations, Connection live, long large, @Nullable Connection copy)
            throws SQLException {
        DatabaseMetaData server = live.getMetaData();
        return lint(
                migrations,
                live,
                large,
                copy,
                server.getDatabaseMajorVersion() * MAJOR + server.getDatabaseMinorVersion());
    }

    /** @param server the version as the server numbers itself, such as 150004 */
    static Result lint(
            List<LintedMigration> migrations, Connection live, long large, @Nullable Connection copy, int server)
            throws SQLException {
        return new Linter(TableSizes.read(live), large, copy == null ? null : Observer.on(copy), server)
                .judge(migrations);
    }

    /** Judges by words alone; a table may be large unless one of the migrations has created it. */
    public static Result byWords(List<LintedMigration> migrations) {
        try {
            return new Linter(null, 0, null, 0).judge(migrations);
        } catch (SQLException impossible) {
            throw new IllegalStateException("Nothing was asked of a database", impossible);
        }
    }

    private Result judge(List<LintedMigration> migrations) throws SQLException {
        for (LintedMigration migration : migrations) {
            lint(migration);
        }
        return new Result(findings, remarks);
    }

    private void lint(LintedMigration migration) throws SQLException {
        List<Observed> observed = observer == null ? List.of() : observer.observe(migration);
        Allowances allowances = Allowances.of(migration);
        remarks.addAll(allowances.illFormed());
        if (!migration.unseen().isEmpty()) {
            remarks.add(migration.name() + ": " + migration.unseen());
        }
        MigrationRules together = new MigrationRules(
                migration.transactional(), migration.statements().size());
        Set<TableName> exclusive = new HashSet<>();
        for (int index = 0; index < migration.statements().size(); index++) {
            SqlStatement statement = migration.statements().get(index);
            Observed seen = index < observed.size() ? observed.get(index) : Observed.NOTHING;
            List<Hit> hits = new ArrayList<>(StatementRules.of(statement.text(), migration.transactional()));
            hits.removeIf(hit -> refuted(hit, seen));
            addSeen(hits, seen);
            hits.addAll(together.next(statement.text()));
            if (breaksIndexes(statement)) {
                hits.add(new Hit(Rule.SERVER_BREAKS_INDEX, null));
            }
            created(statement).ifPresent(created::add);
            seen.locks().forEach((table, mode) -> {
                if (mode == LockMode.ACCESS_EXCLUSIVE) {
                    exclusive.add(table);
                }
            });
            for (Hit hit : hits.stream().distinct().toList()) {
                add(migration, index, hit, seen, allowances);
            }
        }
        for (Hit hit : together.end()) {
            add(migration, migration.statements().size() - 1, hit, Observed.NOTHING, allowances);
        }
        if (migration.transactional() && exclusive.size() > 1) {
            add(
                    migration,
                    migration.statements().size() - 1,
                    new Hit(Rule.SEVERAL_TABLES, null),
                    Observed.NOTHING,
                    allowances);
        }
        remarks.addAll(allowances.unused());
    }

    private boolean breaksIndexes(SqlStatement statement) {
        Words words = Words.of(statement.text());
        return server >= FIRST_WITH_THE_FAULT
                && server <= LAST_WITH_THE_FAULT
                && words.has("concurrently")
                && (words.take("create", "index") || words.take("create", "unique", "index") || words.take("reindex"));
    }

    private static Optional<TableName> created(SqlStatement statement) {
        Words words = Words.of(statement.text());
        if (!words.take("create")) {
            return Optional.empty();
        }
        words.take("unlogged");
        if (!words.take("table")) {
            return Optional.empty();
        }
        words.takeIfExists();
        return words.takeName();
    }

    /** What was seen is more true than words. */
    private static boolean refuted(Hit hit, Observed seen) {
        if (!seen.seen()) {
            return false;
        }
        return SEEN_TO_SCAN.contains(hit.rule())
                        && seen.scanned().isEmpty()
                        && seen.rewritten().isEmpty()
                || hit.rule() == Rule.ADD_COLUMN_REWRITES && seen.rewritten().isEmpty()
                || hit.rule() == Rule.CHANGE_TYPE
                        && seen.rewritten().isEmpty()
                        && seen.scanned().isEmpty();
    }

    private static void addSeen(List<Hit> hits, Observed seen) {
        if (seen.standing() == Observed.Standing.REFUSED) {
            hits.removeIf(hit -> hit.rule() == Rule.CONCURRENTLY_IN_TRANSACTION);
            hits.add(new Hit(
                    seen.trouble().contains("transaction block") ? Rule.CONCURRENTLY_IN_TRANSACTION : Rule.DOES_NOT_RUN,
                    null));
        }
        boolean named = hits.stream().anyMatch(hit -> hit.rule().weight() == Rule.Weight.BY_SIZE)
                || hits.stream().anyMatch(hit -> hit.rule() == Rule.TRUNCATE);
        if (named) {
            return;
        }
        seen.rewritten().forEach(table -> hits.add(new Hit(Rule.REWRITE, table)));
        seen.scanned().stream()
                .filter(table -> !seen.rewritten().contains(table))
                .filter(table -> Optional.ofNullable(seen.locks().get(table))
                        .filter(LockMode::stopsWriters)
                        .isPresent())
                .forEach(table -> hits.add(new Hit(Rule.SCAN_UNDER_LOCK, table)));
    }

    private void add(LintedMigration migration, int index, Hit hit, Observed seen, Allowances allowances) {
        Optional<TableName> table = Optional.ofNullable(hit.table())
                .or(() -> seen.locks().entrySet().stream()
                        .filter(lock -> lock.getValue().stopsWriters())
                        .map(Map.Entry::getKey)
                        .findFirst());
        TableSizes known = sizes;
        Optional<Long> rows = known == null ? Optional.empty() : table.flatMap(known::of);
        if (table.isPresent() && (known == null ? created.contains(table.get()) : rows.isEmpty())) {
            return;
        }
        SqlStatement statement = migration.statements().get(Math.max(0, index));
        Optional<Allowances.Allowance> allowed = allowances.find(hit.rule(), index);
        boolean danger = hit.rule().weight() == Rule.Weight.DANGER
                || hit.rule().weight() == Rule.Weight.BY_SIZE
                        && rows.filter(found -> found < large).isEmpty();
        LintFinding.Grade grade = allowed.isPresent()
                ? LintFinding.Grade.ALLOWED
                : danger ? LintFinding.Grade.DANGER : LintFinding.Grade.ADVICE;
        String text = allowed.map(each -> "Allowed: " + each.reason() + ".")
                .orElseGet(() -> hit.rule().sentences()
                        + (hit.rule() == Rule.DOES_NOT_RUN ? " The server says: " + seen.trouble() + "." : ""));
        String where = migration.written() == LintedMigration.Origin.PEOPLE
                ? migration.name() + " line " + statement.line()
                : migration.name();
        findings.add(new LintFinding(
                grade, hit.rule().word(), where, text + " (" + shown(statement) + ")" + tables(table, rows, seen)));
    }

    private String tables(Optional<TableName> table, Optional<Long> rows, Observed seen) {
        List<String> parts = new ArrayList<>();
        table.ifPresent(name -> parts.add("table " + name
                + rows.map(found -> " with about " + found + " rows").orElse("")));
        seen.locks().forEach((name, mode) -> {
            if (mode.compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
                parts.add("takes " + mode.words() + " on " + name);
            }
        });
        seen.rewritten().forEach(name -> parts.add("writes " + name + " anew"));
        seen.scanned().forEach(name -> parts.add("reads all of " + name));
        return parts.isEmpty() ? "" : " Seen: " + String.join("; ", parts) + ".";
    }

    private static String shown(SqlStatement statement) {
        String line = statement.text().replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_STATEMENT ? line : line.substring(0, LONGEST_STATEMENT) + "…";
    }
}
