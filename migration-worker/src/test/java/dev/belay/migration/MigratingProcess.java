package dev.belay.migration;

import dev.belay.contracts.Release;
import dev.belay.contracts.fence.FenceToken;
import dev.belay.contracts.work.MigrateWork;
import dev.belay.migration.schema.RememberedSchemas;
import dev.belay.migration.written.Horizons;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.SupervisedProcesses;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Applies a Django project's migrations in a process of its own, so that a test can freeze it. */
final class MigratingProcess {
    private MigratingProcess() {}

    /** Arguments: the database's URL, the user, the release's directory, the turn, after how long silence is death. */
    public static void main(String[] arguments) throws Exception {
        Login login = new Login(arguments[0], arguments[1], new Secret(System.getenv("SHOP_PASSWORD")));
        Path release = Path.of(arguments[2]);
        Environment environment = Environments.environment()
                .database(login)
                .migrations(new DjangoProject(release.resolve("migrations")).settings())
                .build();
        MigrateHandler handler = new MigrateHandler(
                new MigrationProperties(Duration.ofSeconds(1)),
                new RememberedSchemas(ThrowawayState.files()),
                new MigrationTools(new SupervisedProcesses(Duration.ofSeconds(1), Duration.parse(arguments[4]))),
                new Horizons(ThrowawayState.files()));
        try {
            handler.handle(
                    new MigrateWork(new Release("2.0", release.toString()), null, Map.of()),
                    HandlerExecution.of("migrate-1", environment).withFence(FenceToken.parse(arguments[3])));
            System.out.println("done");
        } catch (WorkFailed failed) {
            System.out.println(failed.failure().code() + ": " + failed.failure().message());
        }
        System.exit(0);
    }

    static Process start(Login login, Path release, FenceToken turn, Duration silence) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                java,
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                MigratingProcess.class.getName(),
                login.url(),
                login.username(),
                release.toString(),
                turn.text(),
                silence.toString()));
        builder.environment().put("SHOP_PASSWORD", login.password().value());
        return builder.redirectErrorStream(true).start();
    }
}
