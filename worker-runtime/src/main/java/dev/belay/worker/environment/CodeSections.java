package dev.belay.worker.environment;

import dev.belay.documents.Node;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads how code goes live, how the schema is migrated and how the maintenance page is switched. */
final class CodeSections {
    private static final List<String> TOOLS = List.of("flyway", "sql");
    private static final Set<String> TOOLS_NOT_BUILT = Set.of("django", "alembic", "liquibase");
    private static final CommandLine UNREADABLE = new CommandLine(List.of("unreadable"));

    private CodeSections() {}

    static Optional<RolloutSettings> rollout(Section root) {
        return root.section("rollout").map(section -> {
            RolloutSettings rollout = new RolloutSettings(
                    section.requireDirectory("releases", "the directory that holds one directory per version")
                            .orElse(Path.of("/")),
                    current(section),
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

    static Optional<MigrationSettings> migrations(Section root) {
        return root.section("migrations", "command", "progress").map(section -> {
            MigrationSettings.Tool tool = tool(section);
            String directory = directory(section);
            section.finish();
            return new MigrationSettings(tool, directory);
        });
    }

    private static MigrationSettings.Tool tool(Section section) {
        String written = section.fields().find("tool").isPresent()
                ? section.fields().text("tool").orElse("")
                : section.fields().requireText("tool", "one of " + String.join(", ", TOOLS));
        if (TOOLS_NOT_BUILT.contains(written)) {
            section.complain(
                    "tool",
                    "not-built-yet",
                    "is " + written + ", which is not built yet; expected one of " + String.join(", ", TOOLS) + ".",
                    String.join(", ", TOOLS),
                    "Leave \"migrations\" out and run " + written + " as a task, with a task that takes it back.");
        } else if (!written.isEmpty()) {
            section.fields().oneOf("tool", TOOLS);
        }
        return written.equals("sql") ? MigrationSettings.Tool.SQL : MigrationSettings.Tool.FLYWAY;
    }

    private static String directory(Section section) {
        Optional<Node> node = section.fields().find("directory");
        String raw = section.fields().requireText("directory", "the directory of the migration files");
        if (raw.isEmpty() || !(node.orElseThrow() instanceof Node.Text text)) {
            return "";
        }
        Optional<String> directory = section.interpolation().later(text, section.named("directory"));
        if (directory.isPresent() && !raw.startsWith("/") && !raw.startsWith("${release.dir}")) {
            section.illFormed("directory", "an absolute path, or one that begins with ${release.dir}");
        }
        return directory.orElse("");
    }
}
