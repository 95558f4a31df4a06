package dev.belay.migration;

import java.util.List;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/** Versions as people write them: {@code 1.1}, {@code 1_1} and {@code 01.1} are the same. */
final class Versions {
    private Versions() {}

    static boolean same(String one, String other) {
        if (one.equals(other)) {
            return true;
        }
        Optional<MigrationVersion> parsed = parse(one);
        return parsed.isPresent() && parsed.equals(parse(other));
    }

    static boolean contains(List<String> versions, String version) {
        return versions.stream().anyMatch(each -> same(each, version));
    }

    /** The highest version, a repeatable migration having none; the last one where versions are names. */
    static Optional<String> newest(List<String> versions) {
        List<String> named = versions.stream()
                .filter(version -> !version.startsWith("R:") && parse(version).isEmpty())
                .toList();
        return named.isEmpty() ? highest(versions) : Optional.of(versions.get(versions.size() - 1));
    }

    private static Optional<String> highest(List<String> versions) {
        return versions.stream()
                .filter(version -> parse(version).isPresent())
                .max((one, other) -> MigrationVersion.fromVersion(one).compareTo(MigrationVersion.fromVersion(other)));
    }

    private static Optional<MigrationVersion> parse(String version) {
        if (version.isEmpty() || !Character.isDigit(version.charAt(0))) {
            return Optional.empty();
        }
        try {
            return Optional.of(MigrationVersion.fromVersion(version));
        } catch (FlywayException notAVersion) {
            return Optional.empty();
        }
    }
}
