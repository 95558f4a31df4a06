package dev.belay.backup.snapshots;

import dev.belay.backup.catalogue.BackupDirectory;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.swapping.ServerLogins;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.DeploymentId;
import dev.belay.contracts.outcome.Evidence;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Drops snapshots that nobody needs any more: those whose backup is gone, and those of deployments that are too long ago
 * to be watched still, unless they are known to be open.
 */
public final class SnapshotSweep {
    private static final Duration WATCHED = Duration.ofDays(2);

    private SnapshotSweep() {}

    /** What cannot be dropped is told and fails nothing. */
    public static List<Evidence> run(
            BackupDirectory directory, BackupManifest newest, Set<DeploymentId> open, Execution execution)
            throws IOException {
        Map<BackupId, BackupManifest> backups =
                directory.manifests().stream().collect(Collectors.toMap(BackupManifest::id, Function.identity()));
        List<Evidence> told = new ArrayList<>();
        ServerLogins logins = ServerLogins.of(execution.environment().requireDatabase());
        try (DatabaseSession server = logins.besides(execution)) {
            for (DatabaseSnapshot snapshot : FoundSnapshots.of(
                    server, logins.live(), execution.environment().name())) {
                if (!snapshot.backup().equals(newest.id())
                        && !open.contains(snapshot.deployment())
                        && isOver(snapshot, backups, newest.source().takenAt(), execution)) {
                    FoundSnapshots.drop(server, snapshot.name());
                    told.add(new Evidence("older snapshot dropped", snapshot.name()));
                }
            }
        } catch (SQLException | WorkFailed failed) {
            told.add(new Evidence("older snapshots could not be dropped", String.valueOf(failed.getMessage())));
        }
        return told;
    }

    private static boolean isOver(
            DatabaseSnapshot snapshot, Map<BackupId, BackupManifest> backups, Instant now, Execution execution) {
        BackupManifest backup = backups.get(snapshot.backup());
        return backup == null
                || !snapshot.deployment().equals(execution.id().deployment())
                        && backup.source().takenAt().isBefore(now.minus(WATCHED));
    }
}
