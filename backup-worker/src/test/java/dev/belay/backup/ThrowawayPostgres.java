package dev.belay.backup;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One PostgreSQL per test run, on a free port of the loopback address, without fsync. */
public final class ThrowawayPostgres {
    private static final String PASSWORD = "kept-for-tests-only";
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
    private static final ThrowawayPostgres SHARED = new ThrowawayPostgres();

    private final Path directory;
    private final int port;

    private ThrowawayPostgres() {
        try {
            directory = Files.createTempDirectory("throwaway-postgres-");
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public static ThrowawayPostgres shared() {
        return SHARED;
    }

    public Login superuser(String database) {
        return login(database, "postgres");
    }

    public Login login(String database, String user) {
        return new Login("jdbc:postgresql://127.0.0.1:" + port + "/" + database, user, new Secret(PASSWORD));
    }

    public int port() {
        return port;
    }

    public String password() {
        return PASSWORD;
    }

    public void execute(String database, String... statements) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public String text(String database, String query) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(superuser(database).url(), "postgres", PASSWORD);
    }

    private void start() throws IOException {
        Path password = directory.resolve("password");
        Files.writeString(password, PASSWORD + "\n");
        run(List.of("chown", "-R", "postgres", directory.toString()));
        Path data = directory.resolve("data");
        runAsPostgres(
                PROGRAMS.resolve("initdb").toString(),
                "--pgdata=" + data,
                "--username=postgres",
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--no-sync");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(data)));
        runAsPostgres(
                PROGRAMS.resolve("pg_ctl").toString(),
                "--pgdata=" + data,
                "--log=" + directory.resolve("log"),
                "--wait",
                "--options=-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off"
                        + " -c max_prepared_transactions=4 -c wal_level=logical",
                "start");
    }

    private void stop(Path data) {
        try (Stream<Path> paths = Files.walk(directory)) {
            runAsPostgres(
                    PROGRAMS.resolve("pg_ctl").toString(), "--pgdata=" + data, "--mode=immediate", "--wait", "stop");
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }

    private void runAsPostgres(String... command) throws IOException {
        List<String> whole = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            whole.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        whole.addAll(List.of(command));
        run(whole);
    }

    private void run(List<String> command) throws IOException {
        Path output = Files.createTempFile("throwaway-postgres", ".out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + ": " + Files.readString(output));
            }
        } catch (InterruptedException interrupted) {
            throw new IOException(interrupted);
        } finally {
            Files.delete(output);
        }
    }
}
