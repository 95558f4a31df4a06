package dev.belay.backup.postgres;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Where packages put PostgreSQL's programs. */
final class ProgramDirectories {
    private ProgramDirectories() {}

    static List<Path> ofThisHost() {
        String searched = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        List<Path> directories = new ArrayList<>(Stream.of(searched.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .toList());
        directories.addAll(versioned(Path.of("/usr/lib/postgresql"), "*"));
        directories.addAll(versioned(Path.of("/usr"), "pgsql-*"));
        directories.addAll(versioned(Path.of("/opt/homebrew/opt"), "{postgresql@*,libpq}"));
        directories.addAll(versioned(Path.of("/usr/local/opt"), "{postgresql@*,libpq}"));
        return directories;
    }

    private static List<Path> versioned(Path parent, String pattern) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(parent, pattern)) {
            children.forEach(child -> found.add(child.resolve("bin")));
        } catch (IOException unreadable) {
            return List.of();
        }
        found.sort(Comparator.comparingInt(ProgramDirectories::version).reversed());
        return found;
    }

    private static int version(Path bin) {
        String digits = String.valueOf(bin.getName(bin.getNameCount() - 2)).replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }
}
