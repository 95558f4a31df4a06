package dev.belay.worker.environment;

import dev.belay.documents.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What came of reading one environment file; without secrets where the file is broken. */
public sealed interface EnvironmentReading {
    Path file();

    /** The name of the environment, or of its file where it does not tell a name. */
    String name();

    /** SHA-256 of the file in lower-case hexadecimal; empty where it could not be read at all. */
    String digest();

    /** The pool; empty where the file is too broken to tell. */
    Optional<String> pool();

    /** A file without a complaint. */
    record Usable(Path file, Environment environment) implements EnvironmentReading {
        @Override
        public String name() {
            return environment.name();
        }

        @Override
        public String digest() {
            return environment.digest();
        }

        @Override
        public Optional<String> pool() {
            return Optional.of(environment.pool());
        }
    }

    /** A file that cannot be used before its findings are mended. */
    record Broken(Path file, String name, String digest, Optional<String> pool, List<Finding> findings)
            implements EnvironmentReading {
        public Broken {
            findings = List.copyOf(findings);
        }

        /** All findings, one a line, as people read them. */
        public String problem() {
            return findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
        }
    }
}
