package dev.belay.backup.verifying;

import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.DatabaseContents;
import dev.belay.backup.catalogue.SequenceRange;
import dev.belay.backup.catalogue.TableCount;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Compares what was restored with what was counted in the dump's snapshot. */
public final class ContentsComparison {
    private ContentsComparison() {}

    /** @throws WorkFailed at the first difference; names the thing, what was found and what was expected */
    public static void requireSame(BackupManifest manifest, DatabaseContents found) {
        firstDifference(manifest.contents(), found).ifPresent(difference -> {
            throw new WorkFailed(
                    FailureCode.BACKUP_NOT_VERIFIED,
                    "Backup " + manifest.id() + " does not restore as it was: " + difference + ".",
                    "Do not rely on this backup; take another one, and keep this one to find out why.");
        });
    }

    static Optional<String> firstDifference(DatabaseContents expected, DatabaseContents found) {
        Map<String, TableCount> restored = new HashMap<>();
        found.tables().forEach(table -> restored.put(table.inSql(), table));
        for (TableCount table : expected.tables()) {
            TableCount same = restored.get(table.inSql());
            if (same == null) {
                return Optional.of("table " + table.label() + " is not there; expected " + table.rows() + " rows");
            }
            if (same.rows() != table.rows()) {
                return difference("table " + table.label(), same.rows(), table.rows(), "rows");
            }
        }
        return counts(expected, found).or(() -> objects(expected, found)).or(() -> sequences(expected, found));
    }

    private static Optional<String> counts(DatabaseContents expected, DatabaseContents found) {
        return difference(
                        "the database", found.tables().size(), expected.tables().size(), "tables")
                .or(() -> difference("the database", found.largeObjects(), expected.largeObjects(), "large objects"))
                .or(() -> difference(
                        "the database",
                        found.validatedConstraints(),
                        expected.validatedConstraints(),
                        "validated constraints"))
                .or(() -> difference("the database", found.validIndexes(), expected.validIndexes(), "valid indexes"));
    }

    private static Optional<String> objects(DatabaseContents expected, DatabaseContents found) {
        for (Map.Entry<String, Long> kind : expected.objects().entrySet()) {
            long restored = found.objects().getOrDefault(kind.getKey(), 0L);
            if (restored != kind.getValue()) {
                return difference("the database", restored, kind.getValue(), kind.getKey());
            }
        }
        return Optional.empty();
    }

    private static Optional<String> sequences(DatabaseContents expected, DatabaseContents found) {
        for (SequenceRange range : expected.sequences()) {
            Optional<SequenceRange> same =
                    found.sequences().stream().filter(range::isSameSequence).findFirst();
            if (same.isEmpty()) {
                return Optional.of("sequence " + range.label() + " is not there");
            }
            if (!range.contains(same.get())) {
                return Optional.of("sequence " + range.label() + " stands at "
                        + same.get().from() + "; expected " + expectation(range));
            }
        }
        return Optional.empty();
    }

    private static String expectation(SequenceRange range) {
        return range.from() == range.to() ? String.valueOf(range.from()) : range.from() + " to " + range.to();
    }

    private static Optional<String> difference(String thing, long found, long expected, String unit) {
        return found == expected
                ? Optional.empty()
                : Optional.of(thing + " has " + found + " " + unit + "; expected " + expected);
    }
}
