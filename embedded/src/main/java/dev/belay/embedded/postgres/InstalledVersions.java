package dev.belay.embedded.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directories into which Debian, the PostgreSQL project's own packages, Homebrew and Postgres.app put each version's programs. */
final class InstalledVersions {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private record Place(String parent, String pattern, String programs) {}

    private static final List<Place> PLACES = List.of(
            new Place("/usr/lib/postgresql", "*", "bin"),
            new Place("/usr", "pgsql-*", "bin"),
            new Place("/opt/homebrew/opt", "postgresql*", "bin"),
            new Place("/usr/local/opt", "postgresql*", "bin"),
            new Place("/Applications/Postgres.app/Contents/Versions", "*", "bin"));

    private InstalledVersions() {}

    static List<Path> directories() {
        return PLACES.stream().flatMap(place -> newestFirst(place).stream()).toList();
    }

    private static List<Path> newestFirst(Place place) {
        Path parent = Path.of(place.parent());
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        List<Path> versions = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, place.pattern())) {
            found.forEach(versions::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Versions of PostgreSQL in %s cannot be listed".formatted(parent), e);
        }
        versions.sort(Comparator.comparingInt(InstalledVersions::version).reversed());
        return versions.stream()
                .map(version -> version.resolve(place.programs()))
                .toList();
    }

    private static int version(Path directory) {
        Matcher matcher = NUMBER.matcher(directory.getFileName().toString());
        return matcher.find() ? Integer.parseInt(matcher.group()) : 0;
    }
}
