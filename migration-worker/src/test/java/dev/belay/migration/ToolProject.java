package dev.belay.migration;

import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A system's migrations, written down as its tool wants them. */
abstract class ToolProject {
    final Tool tool;
    final Path directory;
    private int written;

    ToolProject(Tool tool, Path directory) {
        this.tool = tool;
        this.directory = directory;
    }

    static ToolProject of(Tool tool, Path directory) throws IOException {
        Files.createDirectories(directory);
        ToolProject project =
                switch (tool) {
                    case FLYWAY, SQL -> new SqlFilesProject(tool, directory);
                    case LIQUIBASE -> new LiquibaseProject(directory);
                    case DJANGO -> new DjangoProject(directory);
                    case ALEMBIC -> new AlembicProject(directory);
                };
        project.begin();
        return project;
    }

    /** Writes what is there before any migration. */
    void begin() throws IOException {}

    /** Writes one more migration; answers with the version that the tool knows it by. */
    final String add(Change change) throws IOException {
        written++;
        return write(written, change);
    }

    /** Writes the newest migration anew. */
    final String mend(Change change) throws IOException {
        return write(written, change);
    }

    abstract String write(int number, Change change) throws IOException;

    abstract MigrationSettings settings();

    /** Selects the versions in the tool's history. */
    abstract String versions();

    /** The table of its history. */
    abstract String history();

    final void file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
