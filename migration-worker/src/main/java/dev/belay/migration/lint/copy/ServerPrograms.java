package dev.belay.migration.lint.copy;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs where packages put them.
 *
 * @param directory that holds all of them
 */
record ServerPrograms(Path directory) {
    private static final List<String> NEEDED = List.of("pg_dump", "initdb", "postgres", "pg_ctl");
    private static final Pattern VERSION = Pattern.compile("(?:postgresql@?|pgsql-?|/)(\\d+)(?:/|$)");

    /** The oldest of those that are not older than the server; one whose directory tells no version serves any. */
    static Optional<ServerPrograms> find(int version) {
        return directories()
                .filter(directory ->
                        NEEDED.stream().allMatch(program -> Files.isExecutable(directory.resolve(program))))
                .filter(directory ->
                        version(directory).filter(found -> found < version).isEmpty())
                .min((one, other) -> Integer.compare(
                        version(one).orElse(Integer.MAX_VALUE), version(other).orElse(Integer.MAX_VALUE)))
                .map(ServerPrograms::new);
    }

    String program(String name) {
        return directory.resolve(name).toString();
    }

    private static Stream<Path> directories() {
        List<Path> directories = new ArrayList<>();
        for (Path parent : List.of(Path.of("/usr/lib/postgresql"), Path.of("/usr"), Path.of("/opt/homebrew/opt"))) {
            if (Files.isDirectory(parent)) {
                try (DirectoryStream<Path> children =
                        Files.newDirectoryStream(parent, "{[0-9]*,pgsql-*,postgresql@*}")) {
                    children.forEach(child -> directories.add(child.resolve("bin")));
                } catch (IOException unreadable) {
                    // Nothing is found there.
                }
            }
        }
        String searched = System.getenv().getOrDefault("PATH", "");
        Stream.of(searched.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(Path::of)
                .forEach(directories::add);
        return directories.stream();
    }

    private static Optional<Integer> version(Path directory) {
        Matcher version = VERSION.matcher(directory.toString());
        return version.find() ? Optional.of(Integer.valueOf(version.group(1))) : Optional.empty();
    }
}
