package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a step within its deployment. */
public record StepId(@JsonValue String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public StepId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Step id \"" + text + "\" is not of the form " + FORM);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
