package dev.belay.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Names one execution: an effect that begins at most once.
 *
 * <p>A person's retry or the plan's {@code attempts} raises the ordinal; handing the same execution out again raises
 * only the lease of its command.
 *
 * @param ordinal counts from 1
 */
public record ExecutionId(DeploymentId deployment, StepId step, Direction direction, int ordinal) {
    public ExecutionId {
        if (ordinal < 1) {
            throw new IllegalArgumentException(
                    "Ordinal of an execution of step " + step + " is " + ordinal + "; expected 1 or more");
        }
    }

    /** Reads the form that {@link #text} writes: {@code deployment/step/do/1}. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ExecutionId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException(
                    "Execution \"" + text + "\" is not of the form deployment/step/direction/ordinal");
        }
        return new ExecutionId(
                new DeploymentId(parts[0]),
                new StepId(parts[1]),
                Direction.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                Integer.parseInt(parts[3]));
    }

    @JsonValue
    public String text() {
        return deployment + "/" + step + "/" + direction.name().toLowerCase(Locale.ROOT) + "/" + ordinal;
    }

    @Override
    public String toString() {
        return text();
    }
}
