package dev.belay.orchestrator.plan.reading.parameter;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parameter that a plan declares.
 *
 * @param pattern what the whole value must match, absent where the form does not matter
 * @param oneOf the values that are allowed; empty where they are not listed
 * @param defaultValue absent where a value must be given
 */
public record Parameter(
        String name,
        String description,
        @Nullable String pattern,
        List<String> oneOf,
        @Nullable String defaultValue) {
    private static final int LONGEST = 500;

    public Parameter {
        oneOf = List.copyOf(oneOf);
    }

    /** What a value must be, in words. */
    public String expected() {
        if (!oneOf.isEmpty()) {
            return "one of " + String.join(", ", oneOf);
        }
        return pattern == null ? "one line of text" : "text that matches " + pattern;
    }

    /** Whether the value may be given. */
    public boolean allows(String value) {
        if (value.isBlank() || value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            return false;
        }
        return (oneOf.isEmpty() || oneOf.contains(value)) && (pattern == null || Pattern.matches(pattern, value));
    }

    Optional<String> findDefault() {
        return Optional.ofNullable(defaultValue);
    }
}
