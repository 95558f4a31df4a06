package dev.belay.worker.environment.reading;

import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.MaintenanceSettings;
import dev.belay.worker.environment.settings.RolloutSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads how code goes live and how the maintenance page is switched. */
final class CodeSections {
    private static final CommandLine UNREADABLE = new CommandLine(List.of("unreadable"));

    private CodeSections() {}

    static Optional<RolloutSettings> rollout(Section root) {
        return root.section("rollout").map(section -> {
            RolloutSettings rollout = new RolloutSettings(
                    section.requireDirectory("releases", "the directory that holds one directory per version")
                            .orElse(Path.of("/")),
                    current(section),
                    changes(section),
                    section.commands("prepare"),
                    required(section, "activate", "the commands that make the version in ${release.dir} the live one"),
                    section.commands("stop"),
                    section.commands("start"),
                    section.commands("diagnose"));
            section.finish();
            return rollout;
        });
    }

    private static CommandLine current(Section section) {
        if (!section.fields().has("current")) {
            section.fields().missing("current", "the command that prints the live version");
        }
        return section.command("current").orElse(UNREADABLE);
    }

    private static Optional<CommandLine> changes(Section section) {
        Commands commands = Commands.knowing(Substitutions.IN_CHANGES, section.interpolation());
        return section.fields().find("changes").flatMap(value -> commands.one(value, section.named("changes")));
    }

    static Optional<MaintenanceSettings> maintenance(Section root) {
        return root.section("maintenance").map(section -> {
            MaintenanceSettings maintenance = new MaintenanceSettings(
                    required(section, "on", "the commands that show the maintenance page"),
                    required(section, "off", "the commands that take the maintenance page away"));
            section.finish();
            return maintenance;
        });
    }

    private static List<CommandLine> required(Section section, String key, String expected) {
        if (!section.fields().has(key)) {
            section.fields().missing(key, expected);
        }
        return section.commands(key);
    }
}
