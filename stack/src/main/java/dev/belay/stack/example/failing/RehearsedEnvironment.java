package dev.belay.stack.example.failing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** An environment file whose commands can be made to fail after their work, by a step's name in a file. */
public final class RehearsedEnvironment {
    private final Map<String, Object> environment;
    private final List<Object> wrapper;

    /**
     * @param thenFail the program that runs a command and may fail afterwards
     * @param file where it reads which step is to fail
     */
    public RehearsedEnvironment(String name, String text, String thenFail, String file) {
        this.environment = PlainYaml.read(name, text);
        this.wrapper = List.of(thenFail, file);
    }

    public String text() {
        if (environment.containsKey("rollout")) {
            Map<String, Object> rollout = PlainYaml.mapping(environment, "rollout");
            wrapLast(rollout, rollout.containsKey("start") ? "start" : "activate");
        }
        if (environment.containsKey("maintenance")) {
            wrapLast(PlainYaml.mapping(environment, "maintenance"), "on");
            wrapLast(PlainYaml.mapping(environment, "maintenance"), "off");
        }
        if (environment.containsKey("tasks")) {
            PlainYaml.mapping(environment, "tasks")
                    .values()
                    .forEach(task -> wrap(PlainYaml.mapping(task), "command", "-"));
        }
        if (environment.containsKey("migrations")
                && PlainYaml.mapping(environment, "migrations").containsKey("command")) {
            // The tool is asked for much before it migrates.
            wrap(PlainYaml.mapping(environment, "migrations"), "command", "migrate|upgrade");
        }
        return PlainYaml.write(environment);
    }

    /** One command, or the last one of several. */
    private void wrapLast(Map<String, Object> section, String key) {
        List<Object> commands = PlainYaml.list(section, key);
        if (commands.get(0) instanceof List) {
            int last = commands.size() - 1;
            commands.set(last, wrapped(PlainYaml.list(commands.get(last)), "-"));
        } else {
            section.put(key, wrapped(commands, "-"));
        }
    }

    private void wrap(Map<String, Object> section, String key, String word) {
        section.put(key, wrapped(PlainYaml.list(section, key), word));
    }

    private List<Object> wrapped(List<Object> command, String word) {
        List<Object> wrapped = new ArrayList<>(wrapper);
        wrapped.add(word);
        wrapped.addAll(command);
        return wrapped;
    }
}
