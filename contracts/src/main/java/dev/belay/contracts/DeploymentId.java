package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one run of a plan on an environment, for ever. */
public record DeploymentId(@JsonValue String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DeploymentId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Deployment id \"" + text + "\" is not of the form " + FORM);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
