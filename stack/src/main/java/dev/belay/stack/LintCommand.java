package dev.belay.stack;

import dev.belay.cli.BelayCommand;
import dev.belay.cli.invocation.CommandFailed;
import dev.belay.cli.invocation.ExitStatus;
import dev.belay.migration.lint.LintFinding;
import dev.belay.migration.lint.LintFinding.Grade;
import dev.belay.migration.lint.LintedMigration;
import dev.belay.migration.lint.Linter;
import dev.belay.migration.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Judges files of SQL by their words, without a database. */
@Command(
        name = "lint",
        description = "Looks for what is dangerous in migrations of SQL, by their words and without a database.",
        footer = {
            "",
            "Files are judged in the order given, as they would be applied. How large a table is, is not known, so",
            "whatever stops others on a large one is a danger; tables that the files themselves create have none.",
            "A comment \"-- belay:allow RULE reason\" before a statement allows what is meant.",
            "",
            "Examples:",
            "  ./belay lint migrations/V7__discounts.sql",
            "  ./belay lint migrations/*.sql --output json",
            "",
            "Exit status: 0 no danger was found, 2 there is one, 1 a file cannot be read."
        })
final class LintCommand implements Callable<Integer> {
    private final BelayCommand belay;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of SQL, in the order of their versions.")
    private List<String> files = new ArrayList<>();

    LintCommand(BelayCommand belay) {
        this.belay = belay;
    }

    @Override
    public Integer call() {
        Linter.Result result = Linter.byWords(files.stream().map(this::read).toList());
        if (belay.json()) {
            belay.printJson(result);
        } else {
            result.findings().forEach(finding -> belay.print(line(finding)));
            result.remarks().forEach(remark -> belay.print("not judged: " + remark));
            belay.print(result.dangers().size() + " dangers, " + count(result, Grade.ADVICE) + " pieces of advice, "
                    + count(result, Grade.ALLOWED) + " allowed");
        }
        return result.dangers().isEmpty() ? ExitStatus.SUCCEEDED : ExitStatus.REFUSED;
    }

    private LintedMigration read(String file) {
        try {
            SqlScript script = SqlScript.read(Path.of(file));
            return new LintedMigration(
                    file,
                    script.text(),
                    script.statements(),
                    script.transactional(),
                    LintedMigration.Origin.PEOPLE,
                    "");
        } catch (IOException unreadable) {
            throw new CommandFailed(
                    ExitStatus.OTHER, file + " cannot be read: " + unreadable.getMessage() + ". Name files of SQL.");
        }
    }

    private static String line(LintFinding finding) {
        return finding.where() + ": " + finding.grade().name().toLowerCase(Locale.ROOT) + " " + finding.rule() + ": "
                + finding.text();
    }

    private static long count(Linter.Result result, Grade grade) {
        return result.findings().stream()
                .filter(finding -> finding.grade() == grade)
                .count();
    }
}
