package dev.belay.worker.environment.settings;

/** A value that must never be shown; it does not show itself. */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
