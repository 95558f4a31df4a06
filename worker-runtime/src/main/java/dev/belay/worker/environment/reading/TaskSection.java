package dev.belay.worker.environment.reading;

import dev.belay.contracts.manifest.Manifest;
import dev.belay.documents.Nearest;
import dev.belay.documents.Node;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.TaskSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the tasks that plans may run by name. */
final class TaskSection {
    private static final CommandLine UNREADABLE = new CommandLine(List.of("unreadable"));
    private static final List<String> CHANGES = List.of("nothing", "data", "outside");

    private final Section tasks;

    private TaskSection(Section tasks) {
        this.tasks = tasks;
    }

    static Map<String, TaskSettings> read(Section root) {
        return root.section("tasks").map(tasks -> new TaskSection(tasks).read()).orElse(Map.of());
    }

    private Map<String, TaskSettings> read() {
        Map<String, TaskSettings> read = new LinkedHashMap<>();
        Map<String, Node> all = tasks.fields().all();
        all.forEach((name, node) -> {
            Names.check(
                    name,
                    "a task",
                    tasks.mark(name),
                    node.path(),
                    tasks.interpolation().findings());
            Section.read(node, "task \"" + name + "\"", tasks.interpolation())
                    .ifPresent(section -> read.put(name, task(name, section, all)));
        });
        return read;
    }

    private static TaskSettings task(String name, Section section, Map<String, Node> all) {
        if (!section.fields().has("command")) {
            section.fields().missing("command", "a list of arguments");
        }
        TaskSettings task = new TaskSettings(
                name,
                command(section, "command").orElse(UNREADABLE),
                command(section, "dryRun"),
                changes(section),
                ProgressPattern.read(section),
                undo(name, section, all),
                section.fields().flag("repeatable").orElse(false));
        section.finish();
        return task;
    }

    private static Optional<CommandLine> command(Section section, String key) {
        return section.fields()
                .find(key)
                .flatMap(value -> Commands.ofTask(section.interpolation()).one(value, section.named(key)));
    }

    private static Manifest.Changes changes(Section section) {
        if (!section.fields().has("changes")) {
            section.fields().missing("changes", "one of " + String.join(", ", CHANGES));
        }
        return section.fields()
                .oneOf("changes", CHANGES)
                .map(text -> Manifest.Changes.valueOf(text.toUpperCase(Locale.ROOT)))
                .orElse(Manifest.Changes.OUTSIDE);
    }

    private static Optional<String> undo(String name, Section section, Map<String, Node> all) {
        Optional<String> undo = section.fields().text("undo");
        undo.filter(other -> other.equals(name) || !all.containsKey(other)).ifPresent(other -> {
            List<String> others =
                    all.keySet().stream().filter(task -> !task.equals(name)).toList();
            Node node = section.fields().find("undo").orElseThrow();
            section.interpolation()
                    .findings()
                    .report(
                            node,
                            "unknown-task",
                            section.named("undo") + " is \"" + other + "\"; expected another task of this file.",
                            other,
                            String.join(", ", others),
                            Nearest.of(other, others)
                                    .map(near -> "Did you mean \"" + near + "\"?")
                                    .orElse("Add a task that takes this one back, or remove \"undo\"."));
        });
        return undo;
    }
}
