package dev.belay.migration.tool;

import dev.belay.migration.sql.SqlScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationVersion;

/** The files of a directory that are named as Flyway names them: {@code V2__add_email.sql}, {@code U2__add_email.sql}. */
final class MigrationFiles {
    private static final Pattern NAME = Pattern.compile("([VU])([0-9][0-9._]*)__(.*)\\.sql");

    private final Path directory;
    private final SortedMap<MigrationVersion, MigrationFile> migrations = new TreeMap<>();
    private final SortedMap<MigrationVersion, MigrationFile> undos = new TreeMap<>();

    private MigrationFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Lists a directory with all below it.
     *
     * @throws ToolRefused when it is not there, or when two files have one version
     */
    static MigrationFiles of(Path directory) {
        MigrationDirectory.requireThere(directory);
        MigrationFiles files = new MigrationFiles(directory);
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.filter(Files::isRegularFile).sorted().forEach(files::add);
        } catch (IOException unreadable) {
            throw new ToolRefused(
                    "The directory " + directory + " could not be read: " + unreadable.getMessage() + ".",
                    "Make it readable for the worker, then retry.");
        }
        return files;
    }

    private void add(Path path) {
        Matcher name = NAME.matcher(path.getFileName().toString());
        if (!name.matches()) {
            return;
        }
        MigrationVersion version = MigrationVersion.fromVersion(name.group(2));
        MigrationFile file = new MigrationFile(version, name.group(3).replace('_', ' '), path);
        MigrationFile other = (name.group(1).equals("V") ? migrations : undos).put(version, file);
        if (other != null) {
            throw new ToolRefused(
                    "Two files have version " + version + ": " + other.path() + " and " + path + ".",
                    "Give one of them another version.");
        }
    }

    Path directory() {
        return directory;
    }

    SortedMap<MigrationVersion, MigrationFile> migrations() {
        return migrations;
    }

    Optional<SqlScript> undoOf(String version) {
        return Optional.ofNullable(undos.get(MigrationVersion.fromVersion(version)))
                .map(MigrationFile::script);
    }
}
