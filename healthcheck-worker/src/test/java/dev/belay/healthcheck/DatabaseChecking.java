package dev.belay.healthcheck;

import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.work.CheckWork;
import dev.belay.worker.execution.Done;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.testing.Environments;
import dev.belay.worker.testing.HandlerExecution;
import java.io.IOException;

/** Has checks of the database judged as the worker does. */
final class DatabaseChecking {
    private DatabaseChecking() {}

    static Done check(CheckWork work) {
        return checkAs(ThrowawayPostgres.login().username(), work);
    }

    static Done checkAs(String user, CheckWork work) {
        try {
            return Checks.handler().handle(work, execution(user));
        } catch (InterruptedException | IOException broken) {
            throw new AssertionError(broken);
        }
    }

    static Failure failure(CheckWork work) {
        try {
            throw new AssertionError("It held: " + check(work));
        } catch (WorkFailed failed) {
            return failed.failure();
        }
    }

    static HandlerExecution execution(String user) {
        return HandlerExecution.of(
                "check",
                Environments.environment()
                        .database(ThrowawayPostgres.login(user))
                        .build());
    }
}
