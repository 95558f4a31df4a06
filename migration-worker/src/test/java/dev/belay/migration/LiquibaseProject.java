package dev.belay.migration;

import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A changelog of Liquibase, in SQL. */
final class LiquibaseProject extends ToolProject {
    static final String ROOT = "root.xml";
    private static final String FILE = "changelog.sql";

    private final Map<Integer, String> changeSets = new TreeMap<>();

    LiquibaseProject(Path directory) {
        super(Tool.LIQUIBASE, directory);
    }

    @Override
    void begin() throws IOException {
        file(FILE, "--liquibase formatted sql\n");
        file(ROOT, root(""));
    }

    /** The changelog that includes the other one, and then holds some change sets itself. */
    static String root(String changeSets) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <databaseChangeLog xmlns="http://www.liquibase.org/xml/ns/dbchangelog"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
                    xsi:schemaLocation="http://www.liquibase.org/xml/ns/dbchangelog
                        http://www.liquibase.org/xml/ns/dbchangelog/dbchangelog-latest.xsd">
                  <include file="changelog.sql"/>
                """ + changeSets + "</databaseChangeLog>\n";
    }

    @Override
    String write(int number, Change change) throws IOException {
        StringBuilder text = new StringBuilder("--changeset shop:" + change.name());
        text.append(change.transactional() ? "\n" : " runInTransaction:false\n");
        change.up().forEach(statement -> text.append(statement).append(";\n"));
        change.down()
                .forEach(statement ->
                        text.append("--rollback ").append(statement).append(";\n"));
        changeSets.put(number, text.toString());
        file(FILE, "--liquibase formatted sql\n\n" + String.join("\n", changeSets.values()));
        return FILE + "::" + change.name() + "::shop";
    }

    @Override
    MigrationSettings settings() {
        return new MigrationSettings(
                tool,
                "${release.dir}/migrations",
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.of(new MigrationSettings.Changelog(ROOT, "production", "")));
    }

    @Override
    String versions() {
        return "select filename || '::' || id || '::' || author from " + history();
    }

    @Override
    String history() {
        return "databasechangelog";
    }
}
