package dev.belay.worker.capability;

import dev.belay.contracts.manifest.Capability;
import dev.belay.worker.environment.Environment;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.RolloutSettings;
import dev.belay.worker.process.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Whether the programs of commands are there.
 *
 * <p>A path that leads to where releases lie, or through what is not there yet, may be brought by a release, so its
 * absence is no lack.
 */
public final class ProgramLook {
    private final Optional<Path> releases;

    public ProgramLook(Environment environment) {
        this.releases = environment.parts().rollout().map(RolloutSettings::releases);
    }

    public Capability look(String name, String need, List<CommandLine> commands) {
        Optional<Capability> unknown = Optional.empty();
        for (CommandLine command : commands) {
            String program = command.arguments().get(0);
            Capability found = look(name, need, program);
            switch (found.standing()) {
                case HAS -> {}
                case LACKS -> {
                    return found;
                }
                case UNKNOWN -> unknown = Optional.of(found);
            }
        }
        return unknown.orElseGet(() -> Capability.had(name, need));
    }

    private Capability look(String name, String need, String program) {
        if (program.contains("${") || Programs.find(program, Optional.empty()).isPresent()) {
            return Capability.had(name, need);
        }
        if (!program.contains("/")) {
            return Capability.lacking(
                    name,
                    need,
                    "the program \"" + program + "\" is not on the worker's search path",
                    "Install it there, or write its full path in the environment file.");
        }
        Path path = Path.of(program);
        String file = "the program \"" + path.getFileName() + "\"";
        if (Files.exists(path)) {
            return Capability.lacking(
                    name,
                    need,
                    file + " may not be executed by the worker's user",
                    "Make it executable for that user (chmod).");
        }
        return comesWithARelease(path)
                ? Capability.unknown(name, need, file + " is not there now; a release may bring it")
                : Capability.lacking(
                        name,
                        need,
                        file + " does not exist on the worker's host",
                        "Install it there, or correct its path in the environment file.");
    }

    private boolean comesWithARelease(Path program) {
        Path parent = program.toAbsolutePath().getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            return true;
        }
        try {
            Path real = parent.toRealPath();
            Path place = releases.orElse(Path.of("/nowhere"));
            return real.startsWith(Files.exists(place) ? place.toRealPath() : place);
        } catch (IOException unreadable) {
            return true;
        }
    }
}
