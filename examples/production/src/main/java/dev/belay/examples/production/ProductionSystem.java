package dev.belay.examples.production;

import dev.belay.examples.production.observation.Answer;
import dev.belay.examples.production.observation.DatabaseReader;
import dev.belay.examples.production.observation.Questions;
import dev.belay.examples.production.observation.SchemaDump;
import dev.belay.examples.production.observation.SystemState;
import dev.belay.examples.production.observation.TableContent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;

/** A system that has been laid out in a directory and on a PostgreSQL server. */
public final class ProductionSystem {
    private final Example example;
    private final SystemDirectory directory;
    private final Properties settings = new Properties();

    private ProductionSystem(Example example, SystemDirectory directory) {
        this.example = example;
        this.directory = directory;
        try (var reader = Files.newBufferedReader(directory.properties())) {
            settings.load(reader);
        } catch (IOException absent) {
            throw new ProductionFailed(
                    "There is no system in %s; lay it out first.".formatted(directory.root()), absent);
        }
    }

    /** Lays it out, with its first version live; the directory must be empty or absent. */
    public static ProductionSystem create(
            Example example, Optional<Example.Variant> variant, Path root, PostgresServer server) {
        SystemDirectory directory = new SystemDirectory(root);
        try {
            new SystemSetup(example, variant, directory, server).run();
            return new ProductionSystem(example, directory);
        } catch (SQLException | IOException failure) {
            throw new ProductionFailed(
                    "The system %s could not be laid out in %s: %s"
                            .formatted(example.name(), root, failure.getMessage()),
                    failure);
        }
    }

    /** One that was laid out before; it is left as it is, running or not. */
    public static ProductionSystem open(Example example, Path root) {
        return new ProductionSystem(example, new SystemDirectory(root));
    }

    public Example example() {
        return example;
    }

    public SystemDirectory directory() {
        return directory;
    }

    public URI publicUrl() {
        return URI.create("http://127.0.0.1:" + settings.getProperty("PUBLIC_PORT"));
    }

    public String databaseUrl() {
        return "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        settings.getProperty("PGHOST"),
                        settings.getProperty("PGPORT"),
                        settings.getProperty("PGDATABASE"));
    }

    /** Ends its services. */
    public void stop() {
        for (String service : example.servicesHere()) {
            new ProgramCall(directory.root(), directory.program("service").toString(), "stop", service).output();
        }
    }

    /** Everything, looked at from outside. */
    public SystemState look(Path pgDump) {
        DatabaseReader reader = reader();
        SortedMap<String, String> columns = reader.columns();
        return new SystemState(version(), reader.read(), columns, reader.contents(columns), schema(pgDump), answers());
    }

    /** What those columns hold now, which were there before. */
    public SortedMap<String, TableContent> contents(SortedMap<String, String> columns) {
        return reader().contents(columns);
    }

    private DatabaseReader reader() {
        return new DatabaseReader(
                databaseUrl(), SystemRole.READER.login(example.name()), password(SystemRole.READER), example.history());
    }

    /** The tag of what is checked out where the live version is. */
    public String version() {
        return new ProgramCall(directory.root(), directory.program("current").toString()).output();
    }

    public SortedMap<String, Answer> answers() {
        return new Questions(publicUrl()).ask(example.paths());
    }

    private SchemaDump schema(Path pgDump) {
        return SchemaDump.of(new ProgramCall(
                        directory.root(),
                        Map.of(
                                "PGHOST",
                                settings.getProperty("PGHOST"),
                                "PGPORT",
                                settings.getProperty("PGPORT"),
                                "PGUSER",
                                SystemRole.OWNER.login(example.name()),
                                "PGPASSWORD",
                                password(SystemRole.OWNER)),
                        SchemaDump.command(pgDump, example.name()))
                .output());
    }

    private String password(SystemRole role) {
        try {
            return new Secrets(directory).read(role.label());
        } catch (IOException unreadable) {
            throw new ProductionFailed("The password of " + role.label() + " cannot be read", unreadable);
        }
    }
}
