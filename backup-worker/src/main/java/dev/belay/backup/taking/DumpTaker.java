package dev.belay.backup.taking;

import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.catalogue.DatabaseContents;
import dev.belay.backup.counting.ContentsReader;
import dev.belay.backup.counting.NeedsReader;
import dev.belay.backup.disk.DiskWatch;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.postgres.PostgresVersion;
import dev.belay.backup.swapping.RestorePossibility;
import dev.belay.backup.swapping.ServerRoom;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.work.BackupWork;
import dev.belay.worker.database.ServerAddress;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Dumps a database into the files of a backup, and reads what the manifest says of the dump's own snapshot meanwhile. */
public final class DumpTaker {
    private final PostgresPrograms programs;
    private final Processes processes;

    public DumpTaker(PostgresPrograms programs, Processes processes) {
        this.programs = programs;
        this.processes = processes;
    }

    /** Returns the manifest of a dump that is whole and on disk under its final name. */
    public BackupManifest take(
            BackupId id,
            BackupFiles files,
            DumpSource source,
            List<BackupManifest> former,
            BackupWork work,
            Optional<BackupEncryption> encryption,
            Execution execution)
            throws IOException, InterruptedException, SQLException {
        DiskWatch disk = DiskWatch.of(execution.environment().requireBackups(), files.directory());
        long started = System.nanoTime();
        try (Snapshot snapshot = Snapshot.open(source, execution)) {
            PostgresVersion server = snapshot.session().serverVersion();
            PostgresPrograms.Program pgDump = programs.client("pg_dump", server, execution);
            long databaseBytes =
                    snapshot.session().number("select pg_catalog.pg_database_size(pg_catalog.current_database())");
            disk.require(DiskForecast.of(
                    source.database(), databaseBytes, former, work.verifications(), localScratch(execution)));
            Map<String, Long> tables = ContentsReader.sizes(snapshot.session());
            long estimate = tables.values().stream().mapToLong(Long::longValue).sum();
            if (work.wayBack() == BackupWork.WayBack.RESTORE) {
                RestorePossibility.require(
                        NeedsReader.read(snapshot.session()),
                        databaseBytes,
                        new ServerRoom(processes, execution),
                        execution);
            }
            SnapshotReading reading = SnapshotReading.begin(
                    snapshot.session(), ServerAddress.of(source.login()).database());
            DumpShape shape = DumpShape.of(work.form(), estimate, tables.size());
            BackupManifest.Dump dump;
            try {
                dump = new DumpProgram(pgDump, processes, source, snapshot.name())
                        .run(files, shape, new DumpProgress(execution, estimate, tables), disk, encryption, execution);
            } catch (WorkFailed failed) {
                Optional<SQLException> before = reading.refused();
                if (before.isPresent()) {
                    throw before.get();
                }
                throw failed;
            }
            SnapshotReading.Found found = reading.await();
            DatabaseContents contents = snapshot.withSequences(found.contents());
            Duration took = Duration.ofNanos(System.nanoTime() - started);
            Instant takenAt = snapshot.takenAt();
            return new BackupManifest(
                    id,
                    new BackupManifest.Source(
                            source.database(),
                            server.text(),
                            pgDump.version().text(),
                            takenAt,
                            databaseBytes,
                            found.locale(),
                            snapshot.sessions().orElse(null),
                            execution.id().deployment(),
                            source.snapshot().orElse(null),
                            snapshot.horizon()),
                    dump.after(took),
                    contents,
                    found.needs(),
                    List.of());
        }
    }

    private static boolean localScratch(Execution execution) {
        return execution
                .environment()
                .parts()
                .scratch()
                .filter(scratch -> scratch.server().isEmpty())
                .isPresent();
    }
}
