package dev.belay.orchestrator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A PostgreSQL of its own for the tests of this JVM; gone when that ends. */
final class ThrowawayPostgres {
    private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");

    private final int port;

    private ThrowawayPostgres(int port) {
        this.port = port;
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    static ThrowawayPostgres start() {
        try {
            Path directory = Files.createTempDirectory("belay-api-test");
            if (root()) {
                run(List.of("chown", "postgres", directory.toString()));
            }
            Path data = directory.resolve("data");
            run(asOrdinaryUser("initdb", "-D", data.toString(), "-U", "belay", "--auth=trust", "--no-sync"));
            int port = freePort();
            Process server = new ProcessBuilder(asOrdinaryUser(
                            "postgres",
                            "-D",
                            data.toString(),
                            "-p",
                            String.valueOf(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "fsync=off",
                            "-c",
                            "unix_socket_directories=" + directory))
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(directory
                            .resolve("../" + directory.getFileName() + ".log")
                            .toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, directory)));
            ThrowawayPostgres postgres = new ThrowawayPostgres(port);
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(postgres::answers);
            return postgres;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url(), "belay", "")) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private static void stop(Process server, Path directory) {
        try {
            server.destroy();
            server.waitFor();
            Files.deleteIfExists(directory.resolveSibling(directory.getFileName() + ".log"));
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | InterruptedException left) {
            System.err.println("Left behind: " + directory + ", " + left);
        }
    }

    private static boolean root() {
        return System.getProperty("user.name").equals("root");
    }

    private static List<String> asOrdinaryUser(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (root()) {
            command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"));
        }
        command.add(PROGRAMS.resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        return command;
    }

    private static void run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(Path.of("/").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " failed: " + output);
            }
        } catch (InterruptedException stopped) {
            throw new IOException(command + " was interrupted", stopped);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
