package dev.belay.backup;

import dev.belay.backup.restoring.RestoreHandler;
import dev.belay.contracts.BackupId;
import dev.belay.contracts.work.Output.BackupTaken;
import dev.belay.contracts.work.RestoreWork;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Restores a backup in a process of its own, so that a test can kill it at any point. */
public final class RestoringProcess {
    private RestoringProcess() {}

    /** Arguments: URL, owner, administrator, backups, id, dump, digest, file of notes. */
    public static void main(String[] arguments) throws Exception {
        Secret password = new Secret(System.getenv().getOrDefault("SHOP_PASSWORD", ""));
        Login owner = new Login(arguments[0], arguments[1], password);
        Login admin = new Login(arguments[0], arguments[2], password);
        BackupTaken backup = new BackupTaken(
                new BackupId(arguments[4]), arguments[5], arguments[6], 0, Instant.EPOCH, List.of(), null);
        HandlerExecution execution = HandlerExecution.of("restore-1", environment(owner, admin, Path.of(arguments[3])));
        new RestoreHandler(Backups.PROGRAMS, Backups.PROCESSES)
                .handle(new RestoreWork(backup, null), NotingExecution.into(Path.of(arguments[7]), execution));
        System.exit(0);
    }

    private static Environment environment(Login owner, Login admin, Path backups) {
        Environment built =
                Environments.environment().backups(backups, 3).database(owner).build();
        Environment.Parts parts = built.parts();
        return new Environment(
                built.name(),
                built.pool(),
                built.digest(),
                new Environment.Parts(
                        Optional.of(new DatabaseSettings(owner, admin, owner)),
                        parts.scratch(),
                        parts.backups(),
                        parts.rollout(),
                        parts.migrations(),
                        parts.maintenance(),
                        parts.http(),
                        parts.observed()),
                built.tasks(),
                built.secrets());
    }

    public static Process start(Shop shop, Path backups, BackupTaken backup, Path notes) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                RestoringProcess.class.getName(),
                shop.login().url(),
                shop.owner(),
                ThrowawayPostgres.shared().superuser(shop.database()).username(),
                backups.toString(),
                backup.id().text(),
                backup.file(),
                backup.sha256(),
                notes.toString());
        builder.environment().put("SHOP_PASSWORD", ThrowawayPostgres.shared().password());
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
