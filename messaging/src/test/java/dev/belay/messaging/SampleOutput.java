package dev.belay.messaging;

import dev.belay.contracts.BackupId;
import dev.belay.contracts.BackupWork;
import dev.belay.contracts.Evidence;
import dev.belay.contracts.Output;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One output of every kind, with all that it can carry. */
final class SampleOutput {
    private static final Output.SessionMark SESSIONS = new Output.SessionMark(12, "2026", 1);

    private SampleOutput() {}

    static Map<String, Output> all() {
        Map<String, Output> all = new LinkedHashMap<>();
        all.put("current-release", new Output.CurrentRelease(SampleWork.RELEASE));
        all.put("backup-taken", backup());
        all.put(
                "restore-forecast",
                new Output.RestoreForecast(SESSIONS, List.of(new Evidence("orders", "12 rows more"))));
        all.put("database-restored", new Output.DatabaseRestored("shop_replaced_20260301_120000"));
        all.put("migration-state", migrationState());
        all.put("quiesced", new Output.Quiesced(2, 1, 3));
        return all;
    }

    static Output.BackupTaken backup() {
        return new Output.BackupTaken(
                new BackupId("20260301-120000"),
                "/backups/20260301-120000/dump",
                "ab",
                1024,
                Samples.NOON,
                List.of(BackupWork.Verification.RESTORE),
                SESSIONS);
    }

    static Output.MigrationState migrationState() {
        return new Output.MigrationState(List.of("1", "2"), List.of("3"), "cd");
    }
}
