package dev.belay.worker.environment.settings;

import java.util.List;

/** How the maintenance page is switched. */
public record MaintenanceSettings(List<CommandLine> on, List<CommandLine> off) {
    public MaintenanceSettings {
        on = List.copyOf(on);
        off = List.copyOf(off);
    }
}
