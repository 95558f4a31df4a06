package dev.belay.migration.lint.copy;

import dev.belay.worker.environment.settings.Login;
import dev.belay.worker.environment.settings.Secret;
import dev.belay.worker.execution.Execution;
import dev.belay.worker.process.ProcessRequest;
import dev.belay.worker.process.ProcessResult;
import dev.belay.worker.process.Processes;
import dev.belay.worker.process.Programs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * A server of the worker's own without any data: on the loopback address alone, with a password of its own, in the
 * foreground of a supervised process, so that it cannot outlive the worker.
 */
final class ThrowawayServer implements AutoCloseable {
    private static final String PREFIX = "belay-lint-";
    private static final String SUPERUSER = "belay_lint";
    private static final String PACKAGE_USER = "postgres";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration ABANDONED = Duration.ofHours(2);

    private final ServerPrograms programs;
    private final Processes processes;
    private final Execution execution;
    private final Path directory;
    private final Login login;
    private CompletableFuture<ProcessResult> ended = CompletableFuture.completedFuture(new ProcessResult(0, ""));

    private ThrowawayServer(
            ServerPrograms programs, Processes processes, Execution execution, Path directory, Login login) {
        this.programs = programs;
        this.processes = processes;
        this.execution = execution;
        this.directory = directory;
        this.login = login;
    }

    static ThrowawayServer start(ServerPrograms programs, Processes processes, Execution execution)
            throws IOException, InterruptedException, SchemaCopy.NotPossible {
        removeAbandoned();
        Path directory = Files.createTempDirectory(
                PREFIX, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        int port = freePort();
        Login login = new Login(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                SUPERUSER,
                new Secret(SchemaCopy.random() + SchemaCopy.random() + SchemaCopy.random()));
        ThrowawayServer server = new ThrowawayServer(programs, processes, execution, directory, login);
        try {
            server.initialize();
            server.launch(port);
            server.awaitReady();
            return server;
        } catch (IOException | InterruptedException | RuntimeException | SchemaCopy.NotPossible failed) {
            server.close();
            throw failed;
        }
    }

    Login login() {
        return login;
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (!ended.isDone()) {
                processes.run(request("pg_ctl", "stop", "--pgdata=" + data(), "--mode=immediate", "--wait"), execution);
            }
        } catch (InterruptedException cancelled) {
            interrupted = true;
        } finally {
            try {
                deleteTree(directory);
            } catch (IOException left) {
                // The next server removes it once it is old enough.
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void initialize() throws IOException, InterruptedException, SchemaCopy.NotPossible {
        own(directory);
        Path password = directory.resolve("password");
        Files.writeString(password, login.password().value() + "\n");
        own(password);
        ProcessResult result = processes.run(
                request(
                        "initdb",
                        "--pgdata=" + data(),
                        "--username=" + SUPERUSER,
                        "--pwfile=" + password,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"),
                execution);
        Files.delete(password);
        if (!result.succeeded()) {
            throw new SchemaCopy.NotPossible("initdb ended with exit code " + result.exitCode() + ": "
                    + result.tail().strip());
        }
    }

    private void launch(int port) {
        CompletableFuture<ProcessResult> end = new CompletableFuture<>();
        ended = end;
        ProcessRequest request = request(
                "postgres",
                "-D",
                data().toString(),
                "-p",
                "" + port,
                "-c",
                "listen_addresses=127.0.0.1",
                "-c",
                "unix_socket_directories=",
                "-c",
                "fsync=off",
                "-c",
                "full_page_writes=off",
                "-c",
                "autovacuum=off",
                "-c",
                "logging_collector=off");
        Thread thread = new Thread(
                () -> {
                    try {
                        end.complete(processes.run(request, execution));
                    } catch (InterruptedException | RuntimeException stopped) {
                        end.completeExceptionally(stopped);
                    }
                },
                "lint-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitReady() throws InterruptedException, SchemaCopy.NotPossible {
        long deadline = System.nanoTime() + START.toNanos();
        while (System.nanoTime() - deadline < 0) {
            if (execution.cancelled()) {
                throw new InterruptedException("cancelled while the server for the schema started");
            }
            if (ended.isDone()) {
                throw new SchemaCopy.NotPossible("the throw-away server ended at once"
                        + (ended.isCompletedExceptionally()
                                ? ""
                                : ": " + ended.join().tail().strip()));
            }
            try {
                SchemaCopy.open(login, execution).close();
                return;
            } catch (SQLException notYet) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
        throw new SchemaCopy.NotPossible(
                "the throw-away server accepted no session within " + START.toSeconds() + " s");
    }

    private Path data() {
        return directory.resolve("data");
    }

    /** PostgreSQL does not run as root; a worker that does hands it to the user of its package. */
    private ProcessRequest request(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(
                    Programs.find("setpriv", Optional.empty()).isPresent()
                            ? List.of("setpriv", "--reuid=" + PACKAGE_USER, "--regid=" + PACKAGE_USER, "--init-groups")
                            : List.of("runuser", "-u", PACKAGE_USER, "--"));
        }
        command.add(programs.program(program));
        command.addAll(List.of(arguments));
        return ProcessRequest.of(command).in(directory);
    }

    private static void own(Path path) throws IOException {
        if (isRoot()) {
            Files.setOwner(
                    path, path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(PACKAGE_USER));
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** What a killed worker has left; its server has ended with it. */
    private static void removeAbandoned() throws IOException {
        FileTime old = FileTime.from(Instant.now().minus(ABANDONED));
        try (DirectoryStream<Path> left =
                Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), PREFIX + "*")) {
            for (Path directory : left) {
                if (Files.getLastModifiedTime(directory).compareTo(old) < 0) {
                    deleteTree(directory);
                }
            }
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
