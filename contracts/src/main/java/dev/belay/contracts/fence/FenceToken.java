package dev.belay.contracts.fence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.belay.contracts.DeploymentId;

/**
 * Says whose turn it is on a target database; the database keeps the current one, and only sessions that carry it may
 * work there.
 *
 * @param turn counts from 1 within the deployment; going back takes the next one
 */
public record FenceToken(DeploymentId deployment, int turn) {
    public FenceToken {
        if (turn < 1) {
            throw new IllegalArgumentException(
                    "Turn of a fence of deployment " + deployment + " is " + turn + "; expected 1 or more");
        }
    }

    /** Reads the form that {@link #text} writes: {@code deployment/1}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static FenceToken parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("Fence \"" + text + "\" is not of the form deployment/turn");
        }
        return new FenceToken(new DeploymentId(parts[0]), Integer.parseInt(parts[1]));
    }

    public FenceToken next() {
        return new FenceToken(deployment, turn + 1);
    }

    @JsonValue
    public String text() {
        return deployment + "/" + turn;
    }

    @Override
    public String toString() {
        return text();
    }
}
