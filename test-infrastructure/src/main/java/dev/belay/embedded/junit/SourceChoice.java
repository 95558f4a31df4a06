package dev.belay.embedded.junit;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where each server comes from: given, else from the source that is named, else in a container where an engine answers, else embedded. */
final class SourceChoice {
    private final Function<TestSetting, Optional<String>> settings;
    private final BooleanSupplier engine;
    private @Nullable Boolean engineAnswers;

    /** @param engine asked once, and only where the answer matters: it takes seconds */
    SourceChoice(Function<TestSetting, Optional<String>> settings, BooleanSupplier engine) {
        this.settings = settings;
        this.engine = engine;
    }

    synchronized Source of(Infrastructure server) {
        if (settings.apply(address(server)).isPresent()) {
            return Source.GIVEN;
        }
        Optional<String> named = settings.apply(TestSetting.SOURCE);
        if (named.isPresent()) {
            return parse(named.get());
        }
        if (engineAnswers == null) {
            engineAnswers = engine.getAsBoolean();
        }
        return engineAnswers ? Source.CONTAINERS : Source.EMBEDDED;
    }

    /** The setting that gives the server. */
    static TestSetting address(Infrastructure server) {
        return switch (server) {
            case POSTGRES -> TestSetting.POSTGRES_URL;
            case KAFKA -> TestSetting.KAFKA_BOOTSTRAP_SERVERS;
            case TEMPORAL -> TestSetting.TEMPORAL_TARGET;
        };
    }

    private static Source parse(String name) {
        return switch (name.toUpperCase(Locale.ROOT)) {
            case "CONTAINERS" -> Source.CONTAINERS;
            case "EMBEDDED" -> Source.EMBEDDED;
            default ->
                throw new IllegalStateException(
                        "%s is \"%s\", expected containers or embedded; leave it out for the best that is there."
                                .formatted(TestSetting.SOURCE.variable(), name));
        };
    }
}
