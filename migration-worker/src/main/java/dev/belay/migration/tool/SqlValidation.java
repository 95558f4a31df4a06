package dev.belay.migration.tool;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;

/** Finds files and history that do not fit together, before anything is applied. */
record SqlValidation(MigrationFiles files, List<AppliedMigration> applied, Map<String, String> checksums) {
    void check() {
        applied.forEach(this::check);
        Optional<MigrationVersion> newest = SqlTool.newest(applied);
        files.migrations().forEach((version, file) -> {
            if (newest.isPresent()
                    && newest.get().isNewerThan(version)
                    && !checksums.containsKey(version.getVersion())) {
                throw new ToolRefused(
                        file.name() + " was never applied, but the newer version " + newest.get() + " was.",
                        "Give the file a version above " + newest.get() + ", then retry.");
            }
        });
    }

    private void check(AppliedMigration migration) {
        if (!migration.whole()) {
            throw new ToolRefused(
                    "Version " + migration.label() + ": its statements ran outside of a transaction and may have "
                            + "taken effect in part; nothing can be applied after it.",
                    "Undo it, or mend the schema by hand and set applied_at of its row in " + SqlHistory.TABLE
                            + ", then retry.");
        }
        MigrationFile file = files.migrations().get(MigrationVersion.fromVersion(migration.version()));
        if (file == null) {
            return;
        }
        String found = MigrationFile.checksum(file.script());
        String expected = String.valueOf(checksums.get(migration.version()));
        if (!found.equals(expected)) {
            throw new ToolRefused(
                    "Migration checksum mismatch: " + file.name()
                            + " was changed after it was applied; SHA-256 found " + found + ", expected " + expected
                            + ".",
                    "Put back the file as it was applied, and add a new version for the change.");
        }
    }
}
