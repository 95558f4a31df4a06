package dev.belay.migration;

import dev.belay.contracts.migration.MigrationsExpectation;
import dev.belay.contracts.migration.MigrationsExpectation.OfApp;
import dev.belay.contracts.migration.MigrationsExpectation.Pending;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.migration.tool.MigrationTool;
import dev.belay.worker.failure.WorkFailed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what was read of migrations with what a check expects of them, all together or of each application. */
final class MigrationsJudge {
    private static final String NONE = "none";

    private final MigrationsExpectation expectation;
    private final List<String> unmet = new ArrayList<>();
    private final Map<String, String> labels = new HashMap<>();

    MigrationsJudge(MigrationsExpectation expectation) {
        this.expectation = expectation;
    }

    /** Whether the release's files must be read for it. */
    boolean needsFiles() {
        return expectation.pending() != Pending.ANY
                || expectation.missing() != Pending.ANY
                || expectation.apps().values().stream().anyMatch(app -> app.pending() != Pending.ANY);
    }

    /** @throws WorkFailed naming everything that is not as expected */
    void judge(MigrationReading reading, MigrationTool tool) throws SQLException, InterruptedException {
        List<String> applied = reading.wholeVersions();
        List<String> pending = reading.output().pending();
        reading.pending().forEach(migration -> labels.put(migration.version(), migration.label()));
        judgeApplied("", expectation.applied(), applied, Versions::same);
        judgePending("", expectation.pending(), expectation.versions(), pending, Versions::same);
        if (expectation.pending() != Pending.ANY && !reading.unfinished().isEmpty()) {
            unmet.add("not whole: " + MigrationReading.appliedLabels(reading.unfinished()));
        }
        expectation.apps().forEach((app, expected) -> judge(app, expected, applied, pending));
        if (expectation.missing() == Pending.NONE) {
            List<String> missing = tool.missing();
            if (!missing.isEmpty()) {
                unmet.add("the models have changes that no migration makes, expected were none: "
                        + String.join("; ", missing));
            }
        }
        if (!unmet.isEmpty()) {
            throw new WorkFailed(
                    FailureCode.EXPECTATION_NOT_MET,
                    "The migrations are not as expected: " + String.join("; ", unmet) + ".",
                    "Compare the release's migration files with the database's history, then migrate or mend the plan.");
        }
    }

    private void judge(String app, OfApp expected, List<String> applied, List<String> pending) {
        judgeApplied(" of " + app, expected.applied(), of(app, applied), MigrationsJudge::begins);
        judgePending(" of " + app, expected.pending(), expected.versions(), of(app, pending), MigrationsJudge::begins);
    }

    private static List<String> of(String app, List<String> versions) {
        String prefix = app + ".";
        return versions.stream()
                .filter(version -> version.startsWith(prefix))
                .map(version -> version.substring(prefix.length()))
                .toList();
    }

    private static boolean begins(String name, String beginning) {
        return name.startsWith(beginning);
    }

    private void judgeApplied(
            String where, @Nullable String expected, List<String> applied, BiPredicate<String, String> same) {
        if (expected == null) {
            return;
        }
        String found = Versions.newest(applied).orElse(NONE);
        if (!found.equals(expected) && !same.test(found, expected)) {
            unmet.add("the newest applied version" + where + " is " + found + ", expected was " + expected);
        }
    }

    private void judgePending(
            String where,
            Pending expected,
            List<String> versions,
            List<String> pending,
            BiPredicate<String, String> same) {
        switch (expected) {
            case ANY -> {}
            case NONE -> {
                if (!pending.isEmpty()) {
                    unmet.add(pending.size() + " migrations" + where + " are pending, expected were none: "
                            + labelled(pending));
                }
            }
            case EXACTLY -> {
                boolean all = versions.stream()
                        .allMatch(version -> pending.stream().anyMatch(found -> same.test(found, version)));
                if (!all || pending.size() != versions.size()) {
                    unmet.add("pending" + where + ": found "
                            + (pending.isEmpty() ? NONE : labelled(pending)) + ", expected were exactly "
                            + String.join(", ", versions));
                }
            }
        }
    }

    private String labelled(List<String> versions) {
        return versions.stream()
                .map(version -> labels.getOrDefault(version, version))
                .collect(Collectors.joining(", "));
    }
}
