package dev.belay.examples.shop;

import dev.belay.examples.production.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** A PostgreSQL cluster for one test class, removed when closed. */
final class ThrowawayPostgres implements AutoCloseable {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

    private final Path directory;
    private final PostgresServer server;

    private ThrowawayPostgres(Path directory, PostgresServer server) {
        this.directory = directory;
        this.server = server;
    }

    static ThrowawayPostgres start() throws IOException {
        Path directory = Files.createTempDirectory("shop-postgres");
        String password = UUID.randomUUID().toString();
        Path passwordFile = Files.writeString(directory.resolve("password"), password);
        if (ROOT) {
            var postgres =
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postgres");
            Files.setOwner(directory, postgres);
            Files.setOwner(passwordFile, postgres);
        }
        int port = freePort();
        run(
                "initdb",
                "-D",
                directory + "/data",
                "-U",
                "admin",
                "-E",
                "UTF8",
                "--locale=C",
                "--no-sync",
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile);
        run(
                "pg_ctl",
                "-D",
                directory + "/data",
                "-l",
                directory + "/log",
                "-w",
                "start",
                "-o",
                "-p %d -h 127.0.0.1 -k %s -c fsync=%s"
                        .formatted(port, directory, System.getProperty("shop.fsync", "off")));
        return new ThrowawayPostgres(
                directory,
                new PostgresServer("jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port), "admin", password));
    }

    PostgresServer server() {
        return server;
    }

    @Override
    public void close() throws IOException {
        run("pg_ctl", "-D", directory + "/data", "-m", "immediate", "-w", "stop");
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root. The output goes nowhere, since the server would keep a pipe open. */
    private static void run(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (ROOT) {
            command.addAll(List.of("runuser", "-u", "postgres", "--"));
        }
        command.addAll(List.of("sh", "-c", "exec \"$@\" > /dev/null 2>&1", "sh", programPath(program)));
        command.addAll(List.of(arguments));
        Program.run(Path.of("/"), Map.of(), command);
    }

    private static String programPath(String program) {
        return Stream.of("18", "17", "16", "15", "14")
                .map(version -> "/usr/lib/postgresql/" + version + "/bin/" + program)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse(program);
    }
}
