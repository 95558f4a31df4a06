package dev.belay.backup;

import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Takes backups of a shop, and looks at what lies in their directory. */
public final class Backups {
    public static final SupervisedProcesses PROCESSES = new SupervisedProcesses(Duration.ofSeconds(1));
    public static final PostgresPrograms PROGRAMS = PostgresPrograms.ofThisHost(PROCESSES);

    private Backups() {}

    public static BackupTaken take(Shop shop, Path directory, Verification... verifications) throws Exception {
        return (BackupTaken) new BackupHandler(PROGRAMS, PROCESSES)
                .handle(
                        new BackupWork(Set.of(verifications), null),
                        HandlerExecution.of("backup-1", shop.environment(directory)))
                .output();
    }

    /** The names of all files below a directory. */
    public static List<String> files(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> path.getFileName().toString())
                    .toList();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
