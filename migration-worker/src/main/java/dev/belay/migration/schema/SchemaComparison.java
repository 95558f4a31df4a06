package dev.belay.migration.schema;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.failure.WorkFailed;
import java.util.List;

/** Compares the schema after an undo with the one before what was undone. */
public final class SchemaComparison {
    private final RememberedSchemas schemas;

    public SchemaComparison(RememberedSchemas schemas) {
        this.schemas = schemas;
    }

    /**
     * Fails with the first objects that differ, as far as they are known.
     *
     * @param undone what was taken back, such as {@code migrations}
     * @param before the fingerprint of the schema before
     */
    public void requireAsBefore(String undone, String before, Schema after) {
        String found = after.fingerprint();
        if (found.equals(before)) {
            return;
        }
        List<String> differences =
                schemas.find(before).map(after::differencesSince).orElse(List.of());
        String which = differences.isEmpty()
                ? "Which objects differ is not known, because this worker no longer has the schema from before."
                : differences.size() + " objects differ, the first: " + differences.get(0) + ".";
        throw new WorkFailed(new Failure(
                FailureCode.SCHEMA_DIFFERS,
                "All " + undone + " are taken back, but the schema is not as before: found fingerprint " + found
                        + ", expected " + before + ". " + which,
                "Mend the schema by hand and retry the undo, which then only compares; or choose restore.",
                differences.isEmpty() ? null : String.join("\n", differences)));
    }
}
