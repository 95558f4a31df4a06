package dev.belay.stack.example;

import dev.belay.examples.production.observation.SchemaDump;
import dev.belay.examples.production.observation.SystemState;
import dev.belay.examples.production.observation.TableContent;
import dev.belay.stack.showing.Findings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Compares what was seen of a system before and after a release. */
record SystemComparison(SystemState before, SystemState after) {

    /**
     * After a release that has succeeded.
     *
     * @param contents what the columns hold now that were there before
     * @param gains the lines by which the schema's dump must be longer
     * @param replaced the tables whose rows must be others than before
     */
    void succeeded(
            Findings findings,
            String version,
            SortedMap<String, TableContent> contents,
            List<String> gains,
            Set<String> replaced) {
        live(findings, version);
        rows(findings, contents, replaced);
        findings.judge(
                schemaProblems(gains),
                gains.isEmpty()
                        ? "The schema's dump is as before, digest "
                                + brief(after.schema().digest())
                        : "The schema's dump has gained the %d lines that it should, and nothing else"
                                .formatted(gains.size()));
        if (gains.isEmpty()) {
            structure(findings);
        }
    }

    /**
     * After a release that was taken back to a step: some of what it brings has stayed.
     *
     * @param contents what the columns hold now that were there before
     * @param gains the lines by which the schema's dump would be longer after all of it
     */
    void takenBackInPart(
            Findings findings, String version, SortedMap<String, TableContent> contents, List<String> gains) {
        live(findings, version);
        rows(findings, contents, Set.of());
        List<String> kept = new ArrayList<>(gains);
        kept.retainAll(plain(after.schema()).without(plain(before.schema())));
        findings.judge(
                schemaProblems(kept),
                "The schema's dump has kept %d of the %d lines of the release, and nothing else: %s"
                        .formatted(kept.size(), gains.size(), String.join("; ", kept)));
    }

    private void rows(Findings findings, SortedMap<String, TableContent> contents, Set<String> replaced) {
        List<String> wrong = new ArrayList<>();
        List<String> others = new ArrayList<>();
        long same = 0;
        for (Map.Entry<String, TableContent> table : before.contents().entrySet()) {
            TableContent now = contents.get(table.getKey());
            if (!table.getValue().equals(now)) {
                (replaced.contains(table.getKey()) ? others : wrong).add(table.getKey());
            } else {
                same += table.getValue().rows();
            }
        }
        findings.judge(
                wrong.stream()
                        .map(table ->
                                "Table %s has other rows than before, in the columns that it had".formatted(table))
                        .toList(),
                "All %s rows of %d tables are as before, by a digest of the columns that each had"
                        .formatted(number(same), contents.size() - others.size()));
        if (!replaced.isEmpty()) {
            findings.judge(
                    Set.copyOf(others).equals(replaced),
                    "Other rows than before, as it should be: " + String.join(", ", others),
                    "Other rows than before in %s, expected in %s".formatted(others, replaced));
        }
    }

    /** After a release that was taken back: the database is as if it had never been. */
    void takenBack(Findings findings, String version) {
        live(findings, version);
        findings.judge(
                after.database().rowsDigest().equals(before.database().rowsDigest()),
                "All %s rows of %d tables are as before, digest %s"
                        .formatted(
                                number(after.database().rows()),
                                after.database().tables().size(),
                                brief(after.database().rowsDigest())),
                "The digest of all rows is %s, was %s; other are %s"
                        .formatted(
                                brief(after.database().rowsDigest()),
                                brief(before.database().rowsDigest()),
                                otherTables()));
        findings.judge(
                schemaProblems(List.of()),
                "The schema's dump is as before, digest " + brief(after.schema().digest()));
        structure(findings);
        if (after.version().equals(before.version())) {
            findings.judge(
                    after.answers().equals(before.answers()),
                    "The site answers at all %d addresses as before: %s"
                            .formatted(after.answers().size(), statuses(after)),
                    "The site answers %s, answered %s".formatted(after.answers(), before.answers()));
        }
    }

    /** What pg_dump does not show, and the books of the tool. */
    private void structure(Findings findings) {
        findings.judge(
                after.database().schemaDigest().equals(before.database().schemaDigest()),
                "The catalogue is as before, rights and valid indexes included, digest "
                        + brief(after.database().schemaDigest()),
                "The catalogue is not as before");
        findings.judge(
                after.database().migrations().equals(before.database().migrations()),
                "The migration tool has the %d migrations in its books that it had"
                        .formatted(before.database().migrations().size()),
                "The migration tool has %s in its books, had %s"
                        .formatted(
                                after.database().migrations(), before.database().migrations()));
    }

    private void live(Findings findings, String version) {
        findings.judge(
                after.version().equals(version),
                version + " is live",
                "%s is live, expected %s".formatted(after.version(), version));
    }

    private List<String> otherTables() {
        return before.database().tables().entrySet().stream()
                .filter(table ->
                        !table.getValue().equals(after.database().tables().get(table.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<String> schemaProblems(List<String> gains) {
        SchemaDump now = plain(after.schema());
        SchemaDump then = plain(before.schema());
        List<String> wrong = new ArrayList<>();
        then.without(now).forEach(line -> wrong.add("Gone from the schema: " + line));
        List<String> come = new ArrayList<>(now.without(then));
        for (String gain : gains) {
            if (!come.remove(gain)) {
                wrong.add("Missing in the schema: " + gain);
            }
        }
        come.forEach(line -> wrong.add("Not expected in the schema: " + line));
        return wrong;
    }

    /** Whether a comma follows depends on what comes next. */
    private static SchemaDump plain(SchemaDump dump) {
        return new SchemaDump(dump.lines().stream()
                .map(line -> line.strip().replaceFirst(",$", ""))
                .toList());
    }

    private static String statuses(SystemState state) {
        return String.join(
                ", ",
                state.answers().values().stream()
                        .map(answer -> answer.status())
                        .distinct()
                        .toList());
    }

    private static String brief(String digest) {
        return digest.substring(0, 12);
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
