package dev.belay.worker.environment.reading;

import dev.belay.documents.Node;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.MigrationSettings;
import dev.belay.worker.environment.settings.MigrationSettings.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads how the schema is migrated. */
final class MigrationSection {
    private static final List<String> TOOLS = List.of("flyway", "liquibase", "sql", "django", "alembic");
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Section section;

    private MigrationSection(Section section) {
        this.section = section;
    }

    static Optional<MigrationSettings> read(Section root) {
        return root.section("migrations").map(section -> new MigrationSection(section).read());
    }

    private MigrationSettings read() {
        Optional<Tool> tool = tool();
        String directory = directory();
        Optional<CommandLine> command = section.command("command");
        Optional<Pattern> progress = ProgressPattern.read(section);
        Map<String, String> variables = variables();
        tool.ifPresent(this::judgeCommand);
        Optional<MigrationSettings.Changelog> changelog = changelog(tool);
        section.finish();
        return new MigrationSettings(tool.orElse(Tool.FLYWAY), directory, command, progress, variables, changelog);
    }

    private Optional<Tool> tool() {
        if (!section.fields().has("tool")) {
            section.fields().missing("tool", "one of " + String.join(", ", TOOLS));
        }
        return section.fields().oneOf("tool", TOOLS).map(word -> Tool.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    private void judgeCommand(Tool tool) {
        if (tool.hasCommand() && !section.fields().has("command")) {
            section.fields()
                    .missing(
                            "command",
                            "the tool's command, such as [venv/bin/python, manage.py] or [venv/bin/alembic]");
        }
        if (!tool.hasCommand()) {
            for (String key : List.of("command", "progress", "variables")) {
                if (section.fields().has(key)) {
                    section.complain(
                            key,
                            "without-effect",
                            "stands beside a tool that Belay runs by itself, without a command.",
                            "no \"" + key + "\" beside " + tool.name().toLowerCase(Locale.ROOT),
                            "Remove it; left in the file, it would promise what does not happen.");
                }
            }
        }
    }

    private Optional<MigrationSettings.Changelog> changelog(Optional<Tool> tool) {
        if (tool.equals(Optional.of(Tool.LIQUIBASE))) {
            return Optional.of(new MigrationSettings.Changelog(
                    section.fields().requireText("changelog", "the file of the changelog, relative to the directory"),
                    section.fields().text("contexts").orElse(""),
                    section.fields().text("labels").orElse("")));
        }
        for (String key : List.of("changelog", "contexts", "labels")) {
            if (tool.isPresent() && section.fields().has(key)) {
                section.complain(
                        key,
                        "without-effect",
                        "stands beside a tool other than Liquibase.",
                        "no \"" + key + "\" beside " + tool.get().name().toLowerCase(Locale.ROOT),
                        "Remove it; left in the file, it would promise what does not happen.");
            }
        }
        return Optional.empty();
    }

    private String directory() {
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

    private Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        section.section("variables")
                .ifPresent(given -> given.fields().all().forEach((name, node) -> {
                    if (!VARIABLE.matcher(name).matches()) {
                        given.illFormed(name, "a value under the name of a variable");
                    } else if (node instanceof Node.Text text) {
                        given.interpolation()
                                .forVariable(text, "Variable " + name + " of \"migrations\"")
                                .ifPresent(value -> variables.put(name, value));
                    } else {
                        given.illFormed(name, "text");
                    }
                }));
        return variables;
    }
}
