package dev.belay.worker.environment.settings;

import dev.belay.contracts.manifest.Manifest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A named task.
 *
 * @param progress has a group {@code done} and perhaps a group {@code total}
 * @param undo the name of the task that takes this one back
 */
public record TaskSettings(
        String name,
        CommandLine command,
        Optional<CommandLine> dryRun,
        Manifest.Changes changes,
        Optional<Pattern> progress,
        Optional<String> undo,
        boolean repeatable) {}
