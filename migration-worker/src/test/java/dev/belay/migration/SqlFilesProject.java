package dev.belay.migration;

import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of SQL, for Flyway and for Belay itself. */
final class SqlFilesProject extends ToolProject {
    SqlFilesProject(Tool tool, Path directory) {
        super(tool, directory);
    }

    @Override
    String write(int number, Change change) throws IOException {
        String name = number + "__" + change.name() + ".sql";
        String mark = change.transactional() ? "" : "-- belay: no transaction\n";
        file("V" + name, (tool == Tool.SQL ? mark : "") + String.join(";\n", change.up()));
        if (tool == Tool.FLYWAY && !change.transactional()) {
            file("V" + name + ".conf", "executeInTransaction=false");
        }
        Files.deleteIfExists(directory.resolve("U" + name));
        if (!change.down().isEmpty()) {
            file("U" + name, mark + String.join(";\n", change.down()));
        }
        return String.valueOf(number);
    }

    @Override
    MigrationSettings settings() {
        return new MigrationSettings(tool, "${release.dir}/migrations");
    }

    @Override
    String versions() {
        return "select version from " + history();
    }

    @Override
    String history() {
        return tool == Tool.FLYWAY ? "flyway_schema_history" : "belay_schema_history";
    }
}
