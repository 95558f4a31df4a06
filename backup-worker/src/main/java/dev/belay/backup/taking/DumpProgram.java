package dev.belay.backup.taking;

import dev.belay.backup.catalogue.BackupFiles;
import dev.belay.backup.catalogue.BackupManifest;
import dev.belay.backup.disk.DiskSpace;
import dev.belay.backup.disk.DiskWatch;
import dev.belay.backup.disk.PrivateFiles;
import dev.belay.backup.disk.WatchedDisk;
import dev.belay.backup.postgres.ClientFailure;
import dev.belay.backup.postgres.ClientLogin;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.contracts.work.BackupWork.Format;
import dev.belay.worker.environment.settings.BackupEncryption;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs pg_dump in the snapshot of another session; what it has written gets its final name when it is whole. */
final class DumpProgram {
    private final PostgresPrograms.Program pgDump;
    private final Processes processes;
    private final DumpSource source;
    private final String snapshot;

    DumpProgram(PostgresPrograms.Program pgDump, Processes processes, DumpSource source, String snapshot) {
        this.pgDump = pgDump;
        this.processes = processes;
        this.source = source;
        this.snapshot = snapshot;
    }

    BackupManifest.Dump run(
            BackupFiles files,
            DumpShape shape,
            DumpProgress progress,
            DiskWatch disk,
            Optional<BackupEncryption> encryption,
            Execution execution)
            throws IOException, InterruptedException {
        try (ClientLogin client = ClientLogin.in(files.directory(), source.login(), execution)) {
            return shape.format() == Format.DIRECTORY
                    ? directory(client, files, shape.jobs(), progress, disk, encryption, execution)
                    : file(client, files, progress, disk, encryption, execution);
        }
    }

    private BackupManifest.Dump file(
            ClientLogin client,
            BackupFiles files,
            DumpProgress progress,
            DiskWatch disk,
            Optional<BackupEncryption> encryption,
            Execution execution)
            throws IOException, InterruptedException {
        Path dump = files.file(encryption.isPresent());
        DumpFile file = new DumpFile(BackupFiles.partial(dump), disk, encryption);
        count(1, execution);
        ProcessResult result = processes.stream(
                client.request(command("--format=custom", "--compress=0")).eachLine(progress::line),
                execution,
                output -> file.write(output, progress));
        requireSuccess(result);
        PrivateFiles.rename(BackupFiles.partial(dump), dump);
        return new BackupManifest.Dump(
                dump.getFileName().toString(),
                file.sha256(),
                file.bytes(),
                file.plainBytes(),
                Duration.ZERO,
                file.sealed().orElse(null),
                null);
    }

    /** One session leads, and each job has one of its own. */
    private BackupManifest.Dump directory(
            ClientLogin client,
            BackupFiles files,
            int jobs,
            DumpProgress progress,
            DiskWatch disk,
            Optional<BackupEncryption> encryption,
            Execution execution)
            throws IOException, InterruptedException {
        Path written = BackupFiles.partial(files.directory(false));
        count(jobs > 1 ? 1 + jobs : 1, execution);
        List<String> command = command("--format=directory", "--compress=1");
        command.addAll(List.of("--jobs=" + jobs, "--file=" + written));
        ProcessResult result = new WatchedDisk(disk, "the dump was running")
                .run(
                        endable -> processes.run(
                                client.request(command).eachLine(line -> progress.lineOfDirectory(line, jobs)),
                                endable),
                        execution);
        if (!result.succeeded() && Files.isDirectory(written)) {
            String said = result.tail().lines().reduce("", (before, line) -> line);
            DiskSpace.requireRoomAfter(said, written, "the dump");
        }
        requireSuccess(result);
        return new DumpDirectory(files, disk).finish(written, encryption, execution);
    }

    private List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                pgDump.path().toString(),
                "--snapshot=" + snapshot,
                "--lock-wait-timeout=60s",
                "--no-password",
                "--verbose"));
        command.addAll(List.of(options));
        return command;
    }

    private void count(int sessions, Execution execution) {
        if (source.isLive()) {
            execution.countDatabaseSessions(sessions);
        }
    }

    private void requireSuccess(ProcessResult result) {
        if (!result.succeeded()) {
            throw ClientFailure.of("pg_dump", source.login(), result);
        }
    }
}
