package dev.belay.worker.environment;

/** A step needs a section that the environment file does not have. */
public final class EnvironmentLacks extends RuntimeException {
    public EnvironmentLacks(String environment, String section) {
        super("Environment \"" + environment + "\" has no section \"" + section
                + "\", which this step needs. Add it to the environment file.");
    }
}
