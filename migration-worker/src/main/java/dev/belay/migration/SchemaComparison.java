package dev.belay.migration;

import dev.belay.contracts.Failure;
import dev.belay.contracts.FailureCode;
import dev.belay.contracts.Output;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.worker.failure.WorkFailed;
import java.util.List;

/** Compares the schema after an undo with the one before the migration. */
final class SchemaComparison {
    private final RememberedSchemas schemas;

    SchemaComparison(RememberedSchemas schemas) {
        this.schemas = schemas;
    }

    void requireAsBefore(Output.MigrationState before, MigrationReading after) {
        String found = after.schema().fingerprint();
        if (found.equals(before.fingerprint())) {
            return;
        }
        List<String> differences = schemas.find(before.fingerprint())
                .map(after.schema()::differencesSince)
                .orElse(List.of());
        String which = differences.isEmpty()
                ? "Which objects differ is not known, because the worker has restarted since."
                : differences.size() + " objects differ, the first: " + differences.get(0) + ".";
        throw new WorkFailed(new Failure(
                FailureCode.SCHEMA_DIFFERS,
                "All migrations are taken back, but the schema is not as before: found fingerprint " + found
                        + ", expected " + before.fingerprint() + ". " + which,
                "Mend the schema by hand and retry the undo, which then only compares; or choose restore.",
                differences.isEmpty() ? null : String.join("\n", differences)));
    }
}
