package dev.belay.worker.environment.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How code goes live.
 *
 * @param releases holds one directory per version; <code>${release.dir}</code> is {@code releases/version}
 * @param current prints the live version on its first line
 * @param changes prints what a version brings that the live one has not, absent where nothing tells it
 */
public record RolloutSettings(
        Path releases,
        CommandLine current,
        Optional<CommandLine> changes,
        List<CommandLine> prepare,
        List<CommandLine> activate,
        List<CommandLine> stop,
        List<CommandLine> start,
        List<CommandLine> diagnose) {
    public RolloutSettings {
        prepare = List.copyOf(prepare);
        activate = List.copyOf(activate);
        stop = List.copyOf(stop);
        start = List.copyOf(start);
        diagnose = List.copyOf(diagnose);
    }

    /** One that nothing tells the changes of. */
    public RolloutSettings(
            Path releases,
            CommandLine current,
            List<CommandLine> prepare,
            List<CommandLine> activate,
            List<CommandLine> stop,
            List<CommandLine> start,
            List<CommandLine> diagnose) {
        this(releases, current, Optional.empty(), prepare, activate, stop, start, diagnose);
    }
}
