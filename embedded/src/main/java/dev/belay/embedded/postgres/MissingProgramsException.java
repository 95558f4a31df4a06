package dev.belay.embedded.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Programs of PostgreSQL are needed and not installed. */
public final class MissingProgramsException extends RuntimeException {

    MissingProgramsException(List<String> names, List<Path> searched) {
        super("""
                PostgreSQL's %s not found. Install the server:
                  Debian, Ubuntu:  sudo apt-get install postgresql
                  Fedora, RHEL:    sudo dnf install postgresql-server
                  macOS:           brew install postgresql
                Looked in: %s""".formatted(named(names), searched.stream().map(Path::toString).collect(Collectors.joining(", "))));
    }

    private static String named(List<String> names) {
        String quoted = names.stream().map("\"%s\""::formatted).collect(Collectors.joining(", "));
        return (names.size() == 1 ? "program %s was" : "programs %s were").formatted(quoted);
    }
}
