package dev.belay.backup;

import com.github.luben.zstd.Zstd;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.backup.taking.BackupHandler;
import dev.belay.contracts.work.BackupWork;
import dev.belay.contracts.work.BackupWork.Verification;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes a backup in a process of its own, so that a test can kill it or limit what it may write. */
final class TakingProcess {
    private TakingProcess() {}

    /**
     * Arguments: the database's URL, the user, the directory of the backups, a directory with a pg_dump, and, where a
     * snapshot is wanted, the file of notes.
     */
    public static void main(String[] arguments) throws Exception {
        Login login =
                new Login(arguments[0], arguments[1], new Secret(System.getenv().getOrDefault("SHOP_PASSWORD", "")));
        Environment environment = Environments.environment()
                .backups(Path.of(arguments[2]), 3)
                .database(login)
                .build();
        Zstd.maxCompressionLevel();
        PostgresPrograms programs = new PostgresPrograms(List.of(Path.of(arguments[3])), Backups.PROCESSES);
        try {
            HandlerExecution execution = HandlerExecution.of("backup-1", environment);
            BackupHandler handler = new BackupHandler(programs, Backups.PROCESSES);
            if (arguments.length > 4) {
                handler.handle(
                        new BackupWork(Set.of(Verification.CHECKSUM), null, null, BackupWork.Snapshot.BESIDE),
                        NotingExecution.into(Path.of(arguments[4]), execution));
            } else {
                handler.handle(new BackupWork(Set.of(Verification.CHECKSUM), null), execution);
            }
            System.out.println("done");
        } catch (WorkFailed failed) {
            System.out.println(failed.failure().code() + ": " + failed.failure().message());
        }
        System.exit(0);
    }

    /** @param shell runs before the process, in its shell, as in "ulimit -f 100" */
    static Process start(Shop shop, Path backups, Path programs, String shell, String... more) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(
                "sh",
                "-c",
                shell + "; exec \"$@\"",
                "sh",
                java,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                TakingProcess.class.getName(),
                shop.login().url(),
                shop.login().username(),
                backups.toString(),
                programs.toString())));
        builder.command().addAll(List.of(more));
        builder.environment().put("SHOP_PASSWORD", shop.login().password().value());
        return builder.redirectErrorStream(true).start();
    }
}
