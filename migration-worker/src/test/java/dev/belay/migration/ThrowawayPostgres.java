package dev.belay.migration;

import dev.belay.worker.environment.Login;
import dev.belay.worker.environment.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** One PostgreSQL server for all tests of this JVM, with a database of its own for each test. */
final class ThrowawayPostgres {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final String ADMIN = "tests";
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final ThrowawayPostgres SERVER = start();

    private final Path directory;
    private final int port;

    private ThrowawayPostgres(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** A login for a fresh and empty database; the one given before is dropped, to keep the disk small. */
    static Login database() throws SQLException {
        int number = DATABASES.incrementAndGet();
        String name = "app_" + number;
        try (Connection connection = connect(SERVER.login("postgres"));
                Statement statement = connection.createStatement()) {
            statement.execute("drop database if exists app_" + (number - 1) + " with (force)");
            statement.execute("create database " + name);
        }
        return SERVER.login(name);
    }

    /** A session that Belay knows nothing of. */
    static Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(
                login.url(), login.username(), login.password().value());
    }

    private Login login(String database) {
        return new Login("jdbc:postgresql://127.0.0.1:" + port + "/" + database, ADMIN, new Secret("trusted"));
    }

    private static ThrowawayPostgres start() {
        try {
            Path directory = Files.createTempDirectory("belay-postgres");
            run(List.of("chown", "postgres", directory.toString()));
            int port = freePort();
            ThrowawayPostgres server = new ThrowawayPostgres(directory, port);
            run(asPostgres("initdb", "-D", directory + "/data", "-A", "trust", "-U", ADMIN, "--no-sync"));
            String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=" + directory
                    + " -c fsync=off -c full_page_writes=off";
            run(asPostgres(
                    "pg_ctl", "-D", directory + "/data", "-l", directory + "/log", "-o", options, "-w", "start"));
            Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void stop() {
        run(asPostgres("pg_ctl", "-D", directory + "/data", "-m", "immediate", "-w", "stop"));
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }

    /** The server's programs refuse root. */
    private static List<String> asPostgres(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/tmp").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException(command + " ended with " + exit);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
