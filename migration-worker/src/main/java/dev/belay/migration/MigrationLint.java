package dev.belay.migration;

import dev.belay.contracts.outcome.Evidence;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.contracts.work.MigrationStateWork.Lint;
import dev.belay.migration.command.CommandFailed;
import dev.belay.migration.lint.LintFinding;
import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.lint.Linter;
import dev.belay.migration.lint.copy.SchemaCopy;
import dev.belay.migration.session.TargetSessions;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.migration.tool.PendingMigration;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Processes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Looks for what is dangerous in migrations that would be applied, before anything is. */
public final class MigrationLint {
    private static final int MOST_SHOWN = 40;
    private static final int LONGEST = 900;
    private static final String LABEL = "lint";

    private final Processes processes;
    private final LintProperties properties;

    public MigrationLint(Processes processes, LintProperties properties) {
        this.processes = processes;
        this.properties = properties;
    }

    /**
     * What was found, for the report.
     *
     * @throws WorkFailed where there is a danger and dangers are not wanted
     */
    List<Evidence> judge(
            Lint lint, MigrationTool tool, List<PendingMigration> wanted, TargetSessions sessions, Execution execution)
            throws SQLException, InterruptedException {
        if (lint == Lint.OFF || wanted.isEmpty()) {
            return List.of();
        }
        List<LintedMigration> migrations;
        try {
            migrations = tool.sql(wanted);
        } catch (CommandFailed failed) {
            return List.of(new Evidence(LABEL, "not done: " + failed.what()));
        }
        if (migrations.isEmpty()) {
            return List.of(new Evidence(LABEL, "not done: " + tool.name() + " does not tell the SQL"));
        }
        try (Connection live = sessions.open()) {
            return judge(lint, migrations, live, execution);
        }
    }

    private List<Evidence> judge(Lint lint, List<LintedMigration> migrations, Connection live, Execution execution)
            throws SQLException, InterruptedException {
        Linter.Result result;
        String how;
        try (SchemaCopy copy = SchemaCopy.of(live, execution, processes)) {
            result = Linter.lint(migrations, live, properties.largeTable(), copy.connection());
            how = "each statement was run on a copy of the schema without rows, " + copy.description();
        } catch (SchemaCopy.NotPossible notPossible) {
            result = Linter.lint(migrations, live, properties.largeTable(), null);
            how = "judged by its words alone, since " + notPossible.getMessage();
        }
        if (lint == Lint.ERROR && !result.dangers().isEmpty()) {
            throw refused(result, how);
        }
        return evidence(result, migrations, how);
    }

    private static List<Evidence> evidence(Linter.Result result, List<LintedMigration> migrations, String how) {
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                LABEL,
                count(result, LintFinding.Grade.DANGER) + " dangers, " + count(result, LintFinding.Grade.ADVICE)
                        + " pieces of advice, " + count(result, LintFinding.Grade.ALLOWED) + " allowed in "
                        + migrations.size() + " migrations; " + how));
        List<LintFinding> sorted = new ArrayList<>(result.findings());
        sorted.sort(Comparator.comparing(LintFinding::grade));
        sorted.stream()
                .limit(MOST_SHOWN)
                .forEach(finding -> evidence.add(new Evidence(
                        finding.grade().name().toLowerCase(Locale.ROOT) + " " + finding.rule() + ", " + finding.where(),
                        cut(finding.text()))));
        if (sorted.size() > MOST_SHOWN) {
            evidence.add(new Evidence(LABEL, (sorted.size() - MOST_SHOWN) + " more, which are not shown"));
        }
        result.remarks().stream()
                .limit(MOST_SHOWN)
                .forEach(remark -> evidence.add(new Evidence("lint, not judged", cut(remark))));
        return evidence;
    }

    private static WorkFailed refused(Linter.Result result, String how) {
        List<LintFinding> dangers = result.dangers();
        String named = dangers.stream()
                .limit(MOST_SHOWN)
                .map(finding -> "\n- " + finding.where() + ", " + finding.rule() + ": " + cut(finding.text()))
                .collect(Collectors.joining());
        return new WorkFailed(new Failure(
                FailureCode.MIGRATION_DANGEROUS,
                (dangers.size() == 1 ? "1 danger" : dangers.size() + " dangers")
                        + " in migrations that are to be applied, expected none (" + how + "):" + named
                        + "\nNothing was applied.",
                "Do what is safe instead, under a new version of the release; or allow it where it is meant: a comment"
                        + " \"-- belay:allow RULE reason\" before the statement."));
    }

    private static long count(Linter.Result result, LintFinding.Grade grade) {
        return result.findings().stream()
                .filter(finding -> finding.grade() == grade)
                .count();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
