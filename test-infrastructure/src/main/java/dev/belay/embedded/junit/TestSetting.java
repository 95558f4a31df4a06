package dev.belay.embedded.junit;

import java.util.Locale;
import java.util.Optional;

/** A setting of a test run, given as system property or environment variable. */
enum TestSetting {
    POSTGRES_URL,
    POSTGRES_USERNAME,
    POSTGRES_PASSWORD,
    KAFKA_BOOTSTRAP_SERVERS,
    TEMPORAL_TARGET,
    TEMPORAL_NAMESPACE,
    /** {@code containers} or {@code embedded}, for servers whose address is not given; absent for the best that is there. */
    SOURCE,
    /** One of the names in {@code ServerChoice}. */
    TEMPORAL_CHOICE;

    private static final String PREFIX = "BELAY_TEST_";

    String variable() {
        return PREFIX + name();
    }

    String property() {
        return variable().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    Optional<String> find() {
        return Optional.ofNullable(System.getProperty(property()))
                .or(() -> Optional.ofNullable(System.getenv(variable())))
                .filter(value -> !value.isBlank());
    }

    /** The value, where it was found before. */
    String get() {
        return find().orElseThrow();
    }
}
