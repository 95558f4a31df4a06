package dev.belay.healthcheck;

import dev.belay.worker.environment.Login;
import dev.belay.worker.environment.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One PostgreSQL cluster for all tests of this JVM, removed when it ends. */
final class ThrowawayPostgres {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final ThrowawayPostgres SHARED = start();

    private final int port;

    private ThrowawayPostgres(int port) {
        this.port = port;
    }

    static Login login(String user) {
        return new Login("jdbc:postgresql://127.0.0.1:" + SHARED.port + "/postgres", user, new Secret(""));
    }

    static Connection connect() throws SQLException {
        return DriverManager.getConnection(login("postgres").url(), "postgres", "");
    }

    static void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ThrowawayPostgres start() {
        try {
            Path directory = Files.createTempDirectory("belay-postgres");
            if (ROOT) {
                Files.setOwner(
                        directory,
                        directory
                                .getFileSystem()
                                .getUserPrincipalLookupService()
                                .lookupPrincipalByName("postgres"));
            }
            int port = freePort();
            String data = directory.resolve("data").toString();
            run(directory, "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8", "--locale=C");
            String options =
                    "-c port=" + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off";
            run(
                    directory,
                    "pg_ctl",
                    "-D",
                    data,
                    "-l",
                    directory.resolve("log").toString(),
                    "-o",
                    options,
                    "-w",
                    "start");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(directory, data)));
            return new ThrowawayPostgres(port);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void stop(Path directory, String data) {
        run(directory, "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop");
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }

    private static void run(Path directory, String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"));
        }
        command.add(programPath(program));
        command.addAll(List.of(arguments));
        Path output = directory.resolveSibling(directory.getFileName() + ".out");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException(program + " failed: " + Files.readString(output));
            }
            Files.deleteIfExists(output);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static String programPath(String program) {
        return Stream.of("18", "17", "16", "15", "14")
                .map(version -> "/usr/lib/postgresql/" + version + "/bin/" + program)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(program);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
