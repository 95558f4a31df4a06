package dev.belay.migration;

import dev.belay.migration.tool.PendingMigration;
import dev.belay.migration.tool.PendingMigration.Trace;
import dev.belay.worker.execution.Execution;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a migration notes before it begins, for its witness.
 *
 * @param applied versions that were whole
 * @param fingerprint of the schema
 * @param wanted in the order in which they were to be applied
 */
record MigrateNotes(List<String> applied, String fingerprint, List<PendingMigration> wanted) {
    private static final String APPLIED = "applied-before";
    private static final String FINGERPRINT = "fingerprint-before";
    private static final String WANTED = "wanted";
    private static final int WANTED_FIELDS = 4;

    MigrateNotes {
        applied = List.copyOf(applied);
        wanted = List.copyOf(wanted);
    }

    /** The fingerprint comes last: with it the notes are whole. */
    void write(Execution execution) {
        execution.note(APPLIED, String.join("\n", applied));
        execution.note(WANTED, wanted.stream().map(MigrateNotes::line).collect(Collectors.joining("\n")));
        execution.note(FINGERPRINT, fingerprint);
    }

    /** Empty where the work had not come as far as its effect. */
    static Optional<MigrateNotes> read(Execution execution) {
        return execution
                .noted(FINGERPRINT)
                .map(fingerprint -> new MigrateNotes(
                        lines(execution, APPLIED),
                        fingerprint,
                        lines(execution, WANTED).stream()
                                .map(MigrateNotes::migration)
                                .toList()));
    }

    private static List<String> lines(Execution execution, String key) {
        return execution.noted(key).orElse("").lines().toList();
    }

    private static String line(PendingMigration migration) {
        return String.join(
                "\t", migration.version(), migration.trace().name(), migration.file(), migration.description());
    }

    private static PendingMigration migration(String line) {
        String[] fields = line.split("\t", WANTED_FIELDS);
        return new PendingMigration(fields[0], fields[3], fields[2], Trace.valueOf(fields[1]));
    }
}
