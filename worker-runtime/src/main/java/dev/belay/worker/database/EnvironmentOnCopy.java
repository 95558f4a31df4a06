package dev.belay.worker.database;

import dev.belay.contracts.migration.DatabaseCopy;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.DatabaseSettings;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.ObservedSettings;
import dev.belay.worker.failure.WorkFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The environment as work on a copy sees it: its database is the copy, and there is nothing else that could be changed.
 *
 * <p>No login leads to the environment's own database any more, so work that is done with this environment cannot reach
 * it, whatever it does.
 */
public final class EnvironmentOnCopy {
    private EnvironmentOnCopy() {}

    /** @throws WorkFailed when the copy is not, or not any more, where the worker could reach it */
    public static Environment of(Environment environment, DatabaseCopy copy) {
        Environment.Parts parts = environment.parts();
        return new Environment(
                environment.name(),
                environment.pool(),
                environment.digest(),
                new Environment.Parts(
                        Optional.of(database(environment, copy)),
                        Optional.empty(),
                        Optional.empty(),
                        parts.rollout(),
                        parts.migrations(),
                        Optional.empty(),
                        Map.of(),
                        new ObservedSettings(Map.of(), Map.of(), Optional.empty())),
                Map.of(),
                environment.secrets());
    }

    private static DatabaseSettings database(Environment environment, DatabaseCopy copy) {
        if (copy.socketDirectory() == null) {
            Login server = environment.requireScratch().server().orElseThrow(() -> gone(copy, "the scratch server"));
            Login login = ServerAddress.onDatabase(server, copy.database());
            return new DatabaseSettings(login, login, login);
        }
        Path directory = Path.of(copy.socketDirectory());
        if (!Files.exists(PrivateServer.socket(directory))) {
            throw gone(copy, directory.toString());
        }
        DatabaseSettings live = environment.requireDatabase();
        return new DatabaseSettings(
                onServer(directory, copy, live.main()),
                onServer(directory, copy, live.admin()),
                onServer(directory, copy, live.readOnly()));
    }

    private static Login onServer(Path directory, DatabaseCopy copy, Login live) {
        return PrivateServer.login(directory, copy.database(), live.username(), live.password());
    }

    private static WorkFailed gone(DatabaseCopy copy, String place) {
        return new WorkFailed(
                FailureCode.DATABASE_UNREACHABLE,
                "The copy \"" + copy.database() + "\" is not reached at " + place + " by this worker: the backup worker"
                        + " has ended since it made the copy, or works on another host or as another user.",
                "Start the step again. Where the workers run on several hosts or as several users, name a scratch"
                        + " server in the environment file.");
    }
}
