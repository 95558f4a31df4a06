package dev.belay.rollout;

import dev.belay.contracts.outcome.FailureCode;
import dev.belay.documents.Nearest;
import dev.belay.worker.environment.Substitutions;
import dev.belay.worker.environment.settings.CommandLine;
import dev.belay.worker.environment.settings.TaskSettings;
import dev.belay.worker.failure.WorkFailed;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The arguments that a plan gives to a task, checked before they reach a command. */
record TaskArguments(TaskSettings task, Map<String, String> values) {
    TaskArguments {
        values = Map.copyOf(values);
    }

    /** The command with everything filled in; nothing that the plan says can become an option or the program. */
    List<String> fill(CommandLine command, Substitutions substitutions) {
        requireKnownNames();
        values.forEach(this::requirePlain);
        requireFixedProgram(command.arguments().get(0));
        List<String> filled = substitutions.with(values).fill(command);
        for (int index = 0; index < filled.size(); index++) {
            requireNoOption(command.arguments().get(index), filled.get(index));
        }
        return filled;
    }

    private void requireKnownNames() {
        Set<String> placeholders = Substitutions.argumentsOf(task);
        for (String name : new TreeSet<>(values.keySet())) {
            if (!placeholders.contains(name)) {
                String known = placeholders.isEmpty() ? "none" : String.join(", ", placeholders);
                throw refused(
                        "has no argument \"" + name + "\"; it takes " + known + ".",
                        Nearest.of(name, placeholders)
                                .map(nearest -> "Did you mean \"" + nearest + "\"?")
                                .orElse("Take it out of \"with\", or use it in the task's command."));
            }
        }
    }

    private void requirePlain(String name, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw refused(
                    "got a control character such as a line break in argument \"" + name
                            + "\"; one line of text was expected.",
                    "Write the value on one line.");
        }
    }

    private void requireFixedProgram(String program) {
        if (Substitutions.namesIn(program).stream().anyMatch(values::containsKey)) {
            throw refused(
                    "would let the plan choose the program in \"" + program + "\"; a fixed one was expected.",
                    "Write the program's name out in the environment file.");
        }
    }

    private void requireNoOption(String template, String filled) {
        if (filled.startsWith("-") && !template.startsWith("-")) {
            throw refused(
                    "got \"" + filled + "\" for " + template + ", which the program would take for an option; a value"
                            + " without a leading dash was expected.",
                    "Change the value, or write the argument as \"--option=" + template
                            + "\" in the environment file.");
        }
    }

    private WorkFailed refused(String what, String next) {
        return new WorkFailed(FailureCode.ARGUMENT_REFUSED, "Task \"" + task.name() + "\" " + what, next);
    }
}
