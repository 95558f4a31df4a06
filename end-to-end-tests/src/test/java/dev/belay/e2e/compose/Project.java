package dev.belay.e2e.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Files of the project, whose directory holds docker-compose.yml. */
final class Project {
    static final Path DIRECTORY = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern MODULE = Pattern.compile("<module>(.+?)</module>");
    private static final Pattern VERSION =
            Pattern.compile("<artifactId>belay</artifactId>\\s*<version>(.+?)</version>");

    private Project() {}

    static Path file(String name) {
        return DIRECTORY.resolve(name).normalize();
    }

    static String text(String name) {
        return text(file(name));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The modules that are packed as services. */
    static List<String> serviceModules() {
        return MODULE.matcher(text("pom.xml"))
                .results()
                .map(module -> module.group(1))
                .filter(module ->
                        text(module + "/pom.xml").contains("<artifactId>spring-boot-maven-plugin</artifactId>"))
                .toList();
    }

    /** The version that is being made, as images are tagged. */
    static String version() {
        return VERSION.matcher(text("pom.xml"))
                .results()
                .map(MatchResult::group)
                .map(found -> VERSION.matcher(found).replaceAll("$1"))
                .findFirst()
                .orElseThrow()
                .replace("-SNAPSHOT", "");
    }
}
