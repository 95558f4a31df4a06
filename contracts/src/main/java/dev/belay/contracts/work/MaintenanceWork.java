package dev.belay.contracts.work;

/** Switches the environment's maintenance page. */
public record MaintenanceWork(Switch to) implements Work {
    /** The two positions of the maintenance page. */
    public enum Switch {
        ON,
        OFF;

        public Switch opposite() {
            return this == ON ? OFF : ON;
        }
    }
}
