package dev.belay.backup.scratch;

import dev.belay.backup.disk.EndableExecution;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.contracts.outcome.Failure;
import dev.belay.contracts.outcome.FailureCode;
import dev.belay.worker.database.PrivateServer;
import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A server of our own on a directory of our own: reached by its private socket alone, in the foreground of a supervised
 * process, so that it cannot outlive the worker; with its directory it goes away.
 */
public final class ThrowAwayServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(5);
    private static final Secret NO_PASSWORD = new Secret("");

    /** What a client asks for at the start comes before the settings of databases and roles. */
    private static final String LOADING_NOTHING =
            "&options=-c%20session_preload_libraries%3D%20-c%20local_preload_libraries%3D";

    private final PostgresPrograms.Program program;
    private final ScratchDirectory directory;
    private final String superuser;
    private final EndableExecution running;
    private CompletableFuture<ProcessResult> ended = CompletableFuture.completedFuture(new ProcessResult(0, ""));

    private ThrowAwayServer(
            PostgresPrograms.Program program, ScratchDirectory directory, String superuser, EndableExecution running) {
        this.program = program;
        this.directory = directory;
        this.superuser = superuser;
        this.running = running;
    }

    /**
     * Starts the server on {@link ScratchDirectory#data()}; where that fails, the directory goes away too.
     *
     * @param superuser who is there for certain
     * @param settings besides those that keep it from acting on anything outside
     */
    public static ThrowAwayServer start(
            PostgresPrograms.Program program,
            ScratchDirectory directory,
            String superuser,
            Map<String, String> settings,
            Processes processes,
            Execution execution)
            throws InterruptedException {
        ThrowAwayServer server = new ThrowAwayServer(program, directory, superuser, new EndableExecution(execution));
        try {
            server.launch(processes, settings);
            server.awaitReady(execution);
            return server;
        } catch (InterruptedException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /** Where its socket is. */
    public Path sockets() {
        return directory.sockets();
    }

    /** The directory in which all of it lies. */
    public Path place() {
        return directory.path();
    }

    /** The superuser on one of its databases; such sessions load nothing, whatever database or role say. */
    public Login superuser(String database) {
        Login login = PrivateServer.login(sockets(), database, superuser, NO_PASSWORD);
        return new Login(login.url() + LOADING_NOTHING, login.username(), login.password());
    }

    /** Whether it still runs. */
    public boolean runs() {
        return !ended.isDone();
    }

    @Override
    public void close() {
        running.end();
        awaitEnd();
        try {
            directory.close();
        } catch (IOException undeletable) {
            throw new UncheckedIOException("Could not remove " + directory.path(), undeletable);
        }
    }

    private void launch(Processes processes, Map<String, String> settings) {
        CompletableFuture<ProcessResult> end = new CompletableFuture<>();
        ended = end;
        ProcessRequest request = ProcessRequest.of(
                        ServerUser.command(ThrowAwaySettings.command(program.path(), directory, settings)))
                .in(directory.path());
        Thread thread = new Thread(
                () -> {
                    try {
                        end.complete(processes.run(request, running));
                    } catch (InterruptedException | RuntimeException over) {
                        end.completeExceptionally(over);
                    }
                },
                "throw-away-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitReady(Execution execution) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (execution.cancelled()) {
                throw new InterruptedException("cancelled while the throw-away server started");
            }
            if (ended.isDone()) {
                throw notStarted(
                        program,
                        "it ended at once",
                        ended.isCompletedExceptionally() ? "" : ended.join().tail());
            }
            try (DatabaseSession session = DatabaseSession.elsewhere(superuser("template1"), execution)) {
                session.number("select 1");
                return;
            } catch (SQLException | WorkFailed notYet) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw notStarted(program, "it accepted no session within " + START.toSeconds() + " s", "");
    }

    private void awaitEnd() {
        long deadline = System.nanoTime() + END.toNanos();
        boolean interrupted = Thread.interrupted();
        while (!ended.isDone() && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(PAUSE.toNanos());
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static WorkFailed notStarted(PostgresPrograms.Program program, String how, String tail) {
        return new WorkFailed(new Failure(
                FailureCode.PROCESS_FAILED,
                "The throw-away server did not start: " + how + " (" + program.path() + ").",
                "Mend what its output names, or name a scratch server in the environment file.",
                tail));
    }
}
