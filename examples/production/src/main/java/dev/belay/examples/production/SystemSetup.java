package dev.belay.examples.production;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lays out the files of a system and its database, in the order in which each needs the other. */
final class SystemSetup {
    private final Example example;
    private final Optional<Example.Variant> variant;
    private final SystemDirectory directory;
    private final PostgresServer server;
    private final Secrets secrets;
    private final SystemDatabase database;

    SystemSetup(Example example, Optional<Example.Variant> variant, SystemDirectory directory, PostgresServer server) {
        this.example = example;
        this.variant = variant;
        this.directory = directory;
        this.server = server;
        this.secrets = new Secrets(directory);
        this.database = new SystemDatabase(server, example.name(), secrets);
    }

    void run() throws IOException, SQLException {
        for (Path folder : List.of(directory.backups(), directory.run())) {
            Files.createDirectories(folder);
        }
        copyPrograms(example.sharedPrograms());
        copyPrograms(example.programs());
        for (String secret : example.secrets()) {
            secrets.create(secret);
        }
        database.create();
        writeSettings();
        new SourceRepository(directory.repository()).create(example);
        Path release = directory.release(example.live());
        call("prepare", release.toString(), example.live());
        call("activate", release.toString());
        call("first-migrations");
        database.fill(example.content());
        Optional<Path> different = variant.flatMap(Example.Variant::content);
        if (different.isPresent()) {
            database.fill(different.get());
        }
        for (String service : example.servicesHere()) {
            call("service", "start", service);
        }
    }

    private void copyPrograms(Path from) throws IOException {
        try (Stream<Path> programs = Files.list(from)) {
            for (Path program : programs.filter(Files::isRegularFile).toList()) {
                Path target = directory.program(program.getFileName().toString());
                Files.createDirectories(target.getParent());
                Files.copy(program, target, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void writeSettings() throws IOException {
        Map<String, String> settings = new TreeMap<>(ports());
        String address = server.url().replaceFirst("jdbc:postgresql://", "").replaceFirst("/.*", "");
        settings.put("PGHOST", address.replaceFirst(":.*", ""));
        settings.put("PGPORT", address.contains(":") ? address.replaceFirst(".*:", "") : "5432");
        settings.put("PGDATABASE", example.name());
        settings.put("VENV", new PythonEnvironment(example).home().toString());
        StringBuilder shell = new StringBuilder("# Written by the setup, for the programs in bin.\n");
        settings.forEach((name, value) -> shell.append("export %s='%s'\n".formatted(name, value)));
        Files.createDirectories(directory.settings().getParent());
        Files.writeString(directory.settings(), shell);

        Properties properties = new Properties();
        properties.putAll(settings);
        try (var writer = Files.newBufferedWriter(directory.properties())) {
            properties.store(writer, null);
        }
        String text = Files.readString(example.environment())
                .replace("@directory@", directory.root().toString())
                .replace("@databaseUrl@", database.url())
                .replace("@publicUrl@", "http://127.0.0.1:" + settings.get("PUBLIC_PORT"))
                .replace("@backendUrl@", "http://127.0.0.1:" + settings.get("BACKEND_PORT"))
                .replace("@neighbourUrl@", "http://127.0.0.1:" + settings.get("NEIGHBOUR_PORT"))
                .replace("@prometheusUrl@", "http://127.0.0.1:" + settings.get("PROMETHEUS_PORT"));
        Path draft = directory.root().resolve("environment.yaml.new");
        Files.writeString(draft, text);
        Files.move(draft, directory.environmentFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Of the proxy, of what is behind it, of another system that this one knows, and of what measures it. */
    private static Map<String, String> ports() throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (ServerSocket first = new ServerSocket(0, 1, here);
                ServerSocket second = new ServerSocket(0, 1, here);
                ServerSocket third = new ServerSocket(0, 1, here);
                ServerSocket fourth = new ServerSocket(0, 1, here)) {
            return Map.of(
                    "PUBLIC_PORT",
                    String.valueOf(first.getLocalPort()),
                    "BACKEND_PORT",
                    String.valueOf(second.getLocalPort()),
                    "NEIGHBOUR_PORT",
                    String.valueOf(third.getLocalPort()),
                    "PROMETHEUS_PORT",
                    String.valueOf(fourth.getLocalPort()));
        }
    }

    private void call(String program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(directory.program(program).toString()));
        command.addAll(List.of(arguments));
        new ProgramCall(directory.root(), Map.of(), command).output();
    }
}
