package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a user may do; each role may do what the ones before it may. */
public enum Role {
    VIEWER,
    OPERATOR,
    RELEASE_MANAGER,
    ADMIN;

    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @JsonCreator
    public static Role parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }
}
