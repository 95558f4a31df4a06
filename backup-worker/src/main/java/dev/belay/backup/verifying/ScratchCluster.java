package dev.belay.backup.verifying;

import dev.belay.backup.disk.EndableExecution;
import dev.belay.backup.postgres.DatabaseSession;
import dev.belay.backup.postgres.PostgresPrograms;
import dev.belay.contracts.Failure;
import dev.belay.contracts.FailureCode;
import dev.belay.worker.environment.Login;
import dev.belay.worker.environment.Secret;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.failure.WorkFailed;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A server of our own for one test restore: on the loopback address alone, with a password of its own, in the
 * foreground of a supervised process, so that it cannot outlive the worker.
 */
final class ScratchCluster implements ScratchServer {
    private static final String SUPERUSER = "belay_scratch";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final PostgresPrograms.Program program;
    private final ScratchDirectory directory;
    private final EndableExecution running;
    private final Login login;
    private CompletableFuture<ProcessResult> ended = CompletableFuture.completedFuture(new ProcessResult(0, ""));

    private ScratchCluster(
            PostgresPrograms.Program program, ScratchDirectory directory, EndableExecution running, Login login) {
        this.program = program;
        this.directory = directory;
        this.running = running;
        this.login = login;
    }

    static ScratchCluster start(PostgresPrograms.Program program, Processes processes, Execution execution)
            throws IOException, InterruptedException {
        ScratchDirectory directory = ScratchDirectory.create(execution.environment());
        int port = freePort();
        Login login =
                new Login("jdbc:postgresql://127.0.0.1:" + port + "/postgres", SUPERUSER, new Secret(randomPassword()));
        ScratchCluster cluster = new ScratchCluster(program, directory, new EndableExecution(execution), login);
        try {
            cluster.initialize(processes, execution);
            cluster.launch(processes, port);
            cluster.awaitReady(execution);
            return cluster;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    @Override
    public Login login() {
        return login;
    }

    @Override
    public String description() {
        return "a throw-away server, PostgreSQL " + program.version();
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

    private Path data() {
        return directory.path().resolve("data");
    }

    private void initialize(Processes processes, Execution execution) throws IOException, InterruptedException {
        Path password = directory.path().resolve("password");
        Files.createFile(password);
        ServerUser.own(password);
        Files.writeString(password, login.password().value() + "\n");
        ProcessResult result = processes.run(
                ProcessRequest.of(ServerUser.command(List.of(
                                program.path().resolveSibling("initdb").toString(),
                                "--pgdata=" + data(),
                                "--username=" + SUPERUSER,
                                "--pwfile=" + password,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-sync")))
                        .in(directory.path()),
                execution);
        Files.delete(password);
        if (!result.succeeded()) {
            throw notStarted("initdb ended with exit status " + result.exitCode(), result.tail());
        }
    }

    private void launch(Processes processes, int port) {
        CompletableFuture<ProcessResult> end = new CompletableFuture<>();
        ended = end;
        ProcessRequest request = ProcessRequest.of(
                        ServerUser.command(ThrowAwaySettings.command(program.path(), data(), port)))
                .in(directory.path());
        Thread thread = new Thread(
                () -> {
                    try {
                        end.complete(processes.run(request, running));
                    } catch (InterruptedException | RuntimeException over) {
                        end.completeExceptionally(over);
                    }
                },
                "scratch-cluster");
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitReady(Execution execution) throws InterruptedException {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (execution.cancelled()) {
                throw new InterruptedException("cancelled while the scratch server started");
            }
            if (ended.isDone()) {
                throw notStarted(
                        "it ended at once",
                        ended.isCompletedExceptionally() ? "" : ended.join().tail());
            }
            try (DatabaseSession session = DatabaseSession.elsewhere(login, execution)) {
                session.number("select 1");
                return;
            } catch (SQLException | WorkFailed notYet) {
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
        throw notStarted("it accepted no session within " + START.toSeconds() + " s", "");
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

    private WorkFailed notStarted(String how, String tail) {
        return new WorkFailed(new Failure(
                FailureCode.PROCESS_FAILED,
                "The throw-away server for the test restore did not start: " + how + " (" + program.path() + ").",
                "Mend what its output names, or name a scratch server in the environment file.",
                tail));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
